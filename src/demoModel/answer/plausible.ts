import type { Random } from '../random.ts';
import type { Ask } from './ask.ts';
import { mentionsIn } from './mentions.ts';
import type { SchemaObject } from './schemaTools.ts';
import { topicOf } from './topic.ts';

interface Slot {
	readonly name: string;
	readonly index: number;
	readonly format?: string | undefined;
}

type Words = readonly [string, ...string[]];

const FIRST_NAMES: Words = [
	'Ada',
	'Grace',
	'Alan',
	'Katherine',
	'Linus',
	'Margaret',
	'Dennis',
	'Barbara',
];
const LAST_NAMES: Words = [
	'Lovelace',
	'Hopper',
	'Turing',
	'Johnson',
	'Torvalds',
	'Hamilton',
	'Ritchie',
	'Liskov',
];
const CITIES: Words = [
	'Paris',
	'Kyoto',
	'Montréal',
	'Nairobi',
	'São Paulo',
	'Tromsø',
	'Lisbon',
	'Wellington',
];
const COUNTRIES: Words = [
	'France',
	'Japan',
	'Canada',
	'Kenya',
	'Brazil',
	'Norway',
	'Portugal',
	'New Zealand',
];
const STREETS: Words = ['12 Rue des Lilas', '4 Orchard Lane', '88 Harbour Road', '7 Via Verdi'];
const COLORS: Words = ['indigo', 'amber', 'teal', 'crimson', 'olive', 'ivory'];
const THINGS: Words = [
	'Comet Lamp',
	'Orbit Mug',
	'Nebula Notebook',
	'Meteor Keyboard',
	'Aurora Blanket',
	'Eclipse Headphones',
	'Gravity Chair',
	'Solstice Tea',
];
const COMPANIES: Words = ['Northwind Labs', 'Blue Comet', 'Ostara Works', 'Helix & Sons'];
const TAGS: Words = ['new', 'popular', 'light', 'handmade', 'compact', 'blue'];
const CATEGORIES: Words = ['home', 'office', 'garden', 'travel', 'kitchen'];
const JOBS: Words = ['engineer', 'designer', 'teacher', 'nurse', 'gardener'];

type Maker = (slot: Slot, random: Random, ask: Ask) => string;

const nth = (words: Words, { index }: Slot) => words[index % words.length] ?? words[0];
const two = (value: number) => String(value).padStart(2, '0');
const day = ({ index }: Slot) => `2026-${two((index % 12) + 1)}-${two(((index * 7) % 28) + 1)}`;
const hex = (random: Random, length: number) =>
	Array.from({ length }, () => random.int(0, 15).toString(16)).join('');
const slug = (text: string) =>
	text
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
const email: Maker = slot =>
	`${slug(nth(FIRST_NAMES, slot))}.${slug(nth(LAST_NAMES, slot))}@example.com`;
const uuid: Maker = (_, random) =>
	`${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;

const FORMATS: Readonly<Record<string, Maker>> = {
	date: day,
	'date-time': slot => `${day(slot)}T09:30:00Z`,
	time: () => '09:30:00Z',
	duration: () => 'P1DT2H',
	email,
	'idn-email': email,
	uri: slot => `https://example.com/${slug(nth(THINGS, slot))}`,
	'uri-reference': slot => `/${slug(nth(THINGS, slot))}`,
	iri: slot => `https://example.com/${slug(nth(THINGS, slot))}`,
	url: slot => `https://example.com/${slug(nth(THINGS, slot))}`,
	hostname: slot => `${slug(nth(COMPANIES, slot))}.example.com`,
	ipv4: ({ index }) => `192.0.2.${(index % 250) + 1}`,
	ipv6: ({ index }) => `2001:db8::${(index + 1).toString(16)}`,
	uuid,
	byte: slot => btoa(slug(nth(THINGS, slot))),
	regex: () => '^[a-z]+$',
	'json-pointer': ({ index }) => `/items/${index}`,
};

const NAMES: readonly (readonly [RegExp, Maker])[] = [
	[/e-?mail/, email],
	[/first_?name|given|prénom/, slot => nth(FIRST_NAMES, slot)],
	[/last_?name|surname|family/, slot => nth(LAST_NAMES, slot)],
	[
		/(full|user|author|customer|person|owner|contact)_?name|author|owner|assignee/,
		slot => `${nth(FIRST_NAMES, slot)} ${nth(LAST_NAMES, slot)}`,
	],
	[/user|login|handle/, slot => slug(nth(FIRST_NAMES, slot))],
	[/compan|organi[sz]ation|brand|vendor/, slot => nth(COMPANIES, slot)],
	[
		/city|town|ville|location|place|destination/,
		(slot, _, ask) => mentionsIn(ask.prompt).names[slot.index] ?? nth(CITIES, slot),
	],
	[/country|pays|nation/, slot => nth(COUNTRIES, slot)],
	[/street|address|adresse/, slot => nth(STREETS, slot)],
	[/zip|postal|postcode/, ({ index }) => String(75_001 + index)],
	[/phone|tel|mobile/, ({ index }) => `+33 1 99 00 12 ${two(index + 10)}`],
	[
		/url|uri|link|website|href|image|avatar/,
		(slot, _, ask) =>
			mentionsIn(ask.prompt).urls.at(slot.index) ??
			`https://example.com/${slug(nth(THINGS, slot))}`,
	],
	[/uuid|guid/, uuid],
	[
		/(^|_)(id|sku|ref|code|key)$|[a-z]Id$/,
		slot => `${slug(nth(CATEGORIES, slot)).slice(0, 3).toUpperCase()}-${1001 + slot.index}`,
	],
	[/datetime|timestamp|_at$|[a-z]At$/, slot => `${day(slot)}T09:30:00Z`],
	[/date|day|birth|deadline|jour/, day],
	[/time|hour|heure/, ({ index }) => `${two(8 + (index % 12))}:30`],
	[/currency|devise/, () => 'EUR'],
	[/colou?r|couleur/, slot => nth(COLORS, slot)],
	[/categor|type|kind|genre/, slot => nth(CATEGORIES, slot)],
	[/tag|label|keyword/, slot => nth(TAGS, slot)],
	[/job|role|profession|occupation/, slot => nth(JOBS, slot)],
	[/lang/, () => 'en'],
	[/status|state/, slot => nth(['active', 'pending', 'done'], slot)],
	[
		/file|path|fichier/,
		({ index }, _, ask) => mentionsIn(ask.prompt).paths.at(index) ?? 'src/main.ts',
	],
	[
		/query|search|question|recherche|pattern/,
		(_, __, ask) => mentionsIn(ask.prompt).quoted[0] ?? topicOf(ask.prompt),
	],
	[/command|expression/, (_, __, ask) => mentionsIn(ask.prompt).quoted[0] ?? 'echo demo'],
	[/title|name|product|item|nom|titre/, slot => nth(THINGS, slot)],
	[
		/desc|summary|text|content|comment|note|bio|about|body|message|reason|résumé/,
		(slot, _, ask) => `${nth(THINGS, slot)} — ${topicOf(ask.prompt)}.`,
	],
];

/** By the format, else by the property's name, else from the prompt. */
export function plausibleText(slot: Slot, ask: Ask): string {
	const byFormat = slot.format === undefined ? undefined : FORMATS[slot.format];
	const snake = slot.name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
	const byName = NAMES.find(([test]) => test.test(slot.name) || test.test(snake))?.[1];
	const make = byFormat ?? byName;
	return make ? make(slot, ask.random, ask) : nth(THINGS, slot);
}

const RANGES: readonly (readonly [RegExp, min: number, max: number, decimals: number])[] = [
	[/price|cost|amount|total|prix|montant|salary/, 5, 200, 2],
	[/age|âge/, 18, 80, 0],
	[/rating|score|note|stars/, 3, 5, 1],
	[/percent|ratio|rate|confidence|probability/, 0, 1, 2],
	[/lat/, -60, 60, 4],
	[/l(o?ng|on)/, -170, 170, 4],
	[/year|année/, 1990, 2026, 0],
	[/temp/, -5, 30, 1],
	[/(^|_)id$|number|numéro|index|rank|position/, 1, 999, 0],
	[/quantity|count|stock|quantité|seats|guests/, 1, 40, 0],
	[/weight|height|width|length|size|distance|poids|taille/, 1, 200, 1],
];

/** Inside the schema's bounds and steps; typical for its name where the bounds allow. */
export function plausibleNumber(schema: SchemaObject, slot: Slot, { random }: Ask): number {
	const isInteger = String(schema['type']).toLowerCase().includes('integer');
	const typical = RANGES.find(([test]) => test.test(slot.name.toLowerCase()));
	const decimals = isInteger ? 0 : (typical?.[3] ?? 1);
	const step = Number(schema['multipleOf'] ?? 10 ** -decimals);
	const [low, high] = bounds(schema, typical?.[1] ?? 1, typical?.[2] ?? 100, step);
	const first = Math.ceil(low / step - 1e-9);
	const last = Math.floor(high / step + 1e-9);
	if (last < first) {
		return low;
	}
	const value = random.int(first, last) * step;
	return Number(value.toFixed(Math.max(decimals, decimalsOf(step))));
}

function decimalsOf(step: number): number {
	return String(step).split('.')[1]?.length ?? 0;
}

function bounds(schema: SchemaObject, low: number, high: number, step: number): [number, number] {
	const at = (key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);
	const above = at('exclusiveMinimum');
	const below = at('exclusiveMaximum');
	const min = Math.max(at('minimum') ?? -Infinity, above === undefined ? -Infinity : above + step);
	const max = Math.min(at('maximum') ?? Infinity, below === undefined ? Infinity : below - step);
	if (low >= min && high <= max) {
		return [low, high];
	}
	if (Number.isFinite(min) && Number.isFinite(max)) {
		return [
			Math.max(low, min) > max ? min : Math.max(low, min),
			Math.min(high, max) < min ? max : Math.min(high, max),
		];
	}
	return Number.isFinite(min)
		? [Math.max(min, low), Math.max(high, min + 10 * step)]
		: [Math.min(low, max - 10 * step), Math.min(high, max)];
}
