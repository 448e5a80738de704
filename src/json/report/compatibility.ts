import type { l10n as vscodeL10n } from 'vscode';
import type {
	CompiledSchema,
	KeywordReport,
	Reason,
	SchemaProblem,
	SchemaRoute,
	Treatment,
} from '../../gemini/schema/compiledSchema.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;

/** The schema as it is sent, by the ways of sending it. */
export type CompiledRoutes = Readonly<Record<SchemaRoute, CompiledSchema>>;

/** Of a keyword that fares alike in many places, these are named. */
const MAX_PATHS = 4;

/** In one line: how many keywords have which treatment, and how many limits are foreseen to be met. */
export function compatibilityLine({ report, problems }: CompiledSchema, l10n: L10n): string {
	const count = (treatment: Treatment) =>
		report.filter(each => each.treatment === treatment && each.why !== 'annotation').length;
	const [enforced, checked, dropped] = [count('enforced'), count('checkedAfter'), count('dropped')];
	return [
		l10n.t('{0} keywords enforced by the model, {1} checked here after', enforced, checked),
		...(dropped > 0 ? [l10n.t('{0} dropped', dropped)] : []),
		...(problems.length > 0 ? [l10n.t('limits foreseen: {0}', problems.length)] : []),
	].join(', ');
}

/**
 * The whole report as Markdown: foreseen problems first, then what becomes of each keyword by either way of
 * sending the schema; keywords that the model does not enforce come first.
 */
export function compatibilityReport(
	name: string,
	model: string,
	compiled: CompiledRoutes,
	l10n: L10n,
): string {
	const { jsonSchema } = compiled;
	const foreseen = foreseenProblems(compiled, l10n);
	return [
		`# ${l10n.t('What {0} enforces of {1}', code(model), code(name))}`,
		`${compatibilityLine(jsonSchema, l10n)}. ${l10n.t('The schema costs about {0} tokens of input.', jsonSchema.tokens)}`,
		l10n.t('Whatever the model does not enforce is checked with the whole schema after.'),
		l10n.t(
			'The schema is sent as {0}. An endpoint that does not know this field gets {1} instead, which can say less.',
			code('responseJsonSchema'),
			code('responseSchema'),
		),
		...(foreseen.length > 0 ? [`## ${l10n.t('Foreseen problems')}`, foreseen.join('\n')] : []),
		`## ${l10n.t('Keywords')}`,
		table(compiled, l10n),
	]
		.join('\n\n')
		.concat('\n');
}

function foreseenProblems({ jsonSchema, openApi }: CompiledRoutes, l10n: L10n): readonly string[] {
	const words = ({ problems }: CompiledSchema) =>
		problems.map(problem => problemWords(problem, l10n));
	const first = words(jsonSchema);
	const onlySecond = words(openApi).filter(each => !first.includes(each));
	return [
		...first.map(each => `- ${each}`),
		...onlySecond.map(each => `- ${code('responseSchema')}: ${each}`),
	];
}

/** Keywords that fare alike share a row. */
interface Row {
	readonly keyword: string;
	readonly fates: readonly [KeywordReport, KeywordReport | undefined];
	readonly paths: string[];
}

function table({ jsonSchema, openApi }: CompiledRoutes, l10n: L10n): string {
	const second = new Map(openApi.report.map(each => [`${each.path} ${each.keyword}`, each]));
	const rows = new Map<string, Row>();
	for (const fate of jsonSchema.report) {
		const other = second.get(`${fate.path} ${fate.keyword}`);
		const key = [fate.keyword, fate.why, fate.treatment, other?.why, other?.treatment].join(' ');
		const row = rows.get(key) ?? { keyword: fate.keyword, fates: [fate, other], paths: [] };
		row.paths.push(fate.path);
		rows.set(key, row);
	}
	const sorted = [...rows.values()].toSorted((a, b) => rank(b) - rank(a));
	const head = [l10n.t('Keyword'), l10n.t('Where'), '`responseJsonSchema`', '`responseSchema`'];
	return [head, head.map(() => '---'), ...sorted.map(row => cells(row, l10n))]
		.map(line => `| ${line.join(' | ')} |`)
		.join('\n');
}

const RANKS: Readonly<Record<Treatment, number>> = { enforced: 0, dropped: 1, checkedAfter: 2 };

function rank({ fates: [first, second] }: Row): number {
	return RANKS[first.treatment] * 3 + (second === undefined ? 0 : RANKS[second.treatment]);
}

function cells({ keyword, paths, fates }: Row, l10n: L10n): readonly string[] {
	const shown = paths.slice(0, MAX_PATHS).map(path => code(path === '' ? '/' : path));
	const more = paths.length - shown.length;
	const where = [...shown, ...(more > 0 ? [l10n.t('and {0} more places', more)] : [])].join(', ');
	return [code(keyword), where, ...fates.map(fate => fateWords(fate, l10n))];
}

/** What becomes of a keyword, and why. */
export function fateWords(fate: KeywordReport | undefined, l10n: L10n): string {
	if (fate === undefined) {
		return '';
	}
	const { treatment, why } = fate;
	const words = treatmentWords(treatment, l10n);
	return why === 'supported' ? words : `${words}: ${reasonWords(why, l10n)}`;
}

/** Names in a schema may hold anything, also what ends a cell of a table. */
function code(text: string): string {
	return `\`${text.replaceAll(/[`\r\n|]/g, ' ')}\``;
}

function treatmentWords(treatment: Treatment, l10n: L10n): string {
	switch (treatment) {
		case 'enforced':
			return l10n.t('✓ enforced');
		case 'checkedAfter':
			return l10n.t('○ checked here after');
		case 'dropped':
			return l10n.t('– dropped');
	}
}

function reasonWords(why: Reason, l10n: L10n): string {
	switch (why) {
		case 'supported':
			return l10n.t('the endpoint honours it');
		case 'rewritten':
			return l10n.t('in another form');
		case 'merged':
			return l10n.t('merged with its neighbours');
		case 'unsupported':
			return l10n.t('the model is only told of it in words');
		case 'notGuaranteed':
			return l10n.t('sent, but nothing is promised');
		case 'approximated':
			return l10n.t('sent in a weaker form');
		case 'annotation':
			return l10n.t('it constrains nothing');
		case 'unknown':
			return l10n.t('no keyword of JSON Schema');
		case 'malformed':
			return l10n.t('its value is not what this keyword takes');
		case 'unresolvedReference':
			return l10n.t('the reference leads nowhere');
		case 'recursion':
			return l10n.t('the endpoint cannot express recursion at this place');
		case 'tooLarge':
			return l10n.t('the schema would have become too large');
	}
}

function problemWords({ kind, value, limit, path, reference }: SchemaProblem, l10n: L10n): string {
	const [found, known] = [String(value ?? ''), String(limit ?? '')];
	const place = path === '' ? '/' : path;
	switch (kind) {
		case 'nestingDepth':
			return l10n.t('Nested {0} deep; {1} is known to be accepted.', found, known);
		case 'enumSize':
			return l10n.t(
				'Allowed values of {0} characters; {1} are known to be accepted.',
				found,
				known,
			);
		case 'maxItems':
			return l10n.t(
				'Lists of up to {0} items together; {1} are known to be accepted.',
				found,
				known,
			);
		case 'size':
			return l10n.t('The schema takes {0} tokens; {1} are known to be accepted.', found, known);
		case 'recursion':
			return l10n.t('The schema refers to itself at {0}.', place);
		case 'truncated':
			return l10n.t('Parts were left open to keep the schema within bounds, at {0}.', place);
		case 'unresolvedReference':
			return l10n.t('{0} leads nowhere, at {1}.', reference ?? '$ref', place);
		case 'unsatisfiable':
			return l10n.t('No value at all can satisfy the schema.');
		case 'freeFormObject':
			return l10n.t('An object without listed properties, at {0}.', place);
	}
}
