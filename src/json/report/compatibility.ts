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
 * sending the schema; those that the model does not enforce come first.
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
		`# ${l10n.t('What the model enforces')}`,
		l10n.t('The schema {0} is sent to {1}.', code(name), code(model)),
		`${compatibilityLine(jsonSchema, l10n)}. ${l10n.t('The schema costs about {0} tokens of input.', jsonSchema.tokens)}`,
		l10n.t('Whatever the model does not enforce is checked with the whole schema after.'),
		l10n.t(
			'The schema is sent as {0}. An endpoint that does not know this field gets {1} instead, which can say less.',
			code('responseJsonSchema'),
			code('responseSchema'),
		),
		...(foreseen.length > 0 ? [`## ${l10n.t('Foreseen problems')}`, foreseen.join('\n')] : []),
		...keywordLists(compiled, l10n),
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

/** Keywords that fare alike share a line. */
interface Line {
	readonly keyword: string;
	readonly fate: KeywordReport;
	/** By the other way of sending the schema. */
	readonly otherwise: KeywordReport | undefined;
	readonly paths: string[];
}

const TREATMENTS = ['checkedAfter', 'dropped', 'enforced'] as const;

function keywordLists(compiled: CompiledRoutes, l10n: L10n): readonly string[] {
	const lines = linesOf(compiled);
	return TREATMENTS.flatMap(treatment => {
		const chosen = lines.filter(({ fate }) => fate.treatment === treatment);
		const count = chosen.reduce((sum, { paths }) => sum + paths.length, 0);
		const heading = `## ${treatmentWords(treatment, l10n)} (${count})`;
		return count === 0 ? [] : [heading, chosen.map(line => lineWords(line, l10n)).join('\n')];
	});
}

function linesOf({ jsonSchema, openApi }: CompiledRoutes): readonly Line[] {
	const others = new Map(openApi.report.map(each => [`${each.path} ${each.keyword}`, each]));
	const lines = new Map<string, Line>();
	for (const fate of jsonSchema.report) {
		const { keyword, path, treatment, why } = fate;
		const otherwise = others.get(`${path} ${keyword}`);
		const key = [keyword, treatment, why, otherwise?.treatment, otherwise?.why].join(' ');
		const line = lines.get(key) ?? { keyword, fate, otherwise, paths: [] };
		line.paths.push(path);
		lines.set(key, line);
	}
	return [...lines.values()];
}

function lineWords({ keyword, fate, otherwise, paths }: Line, l10n: L10n): string {
	const shown = paths.slice(0, MAX_PATHS).map(path => code(path === '' ? '/' : path));
	const more = paths.length - shown.length;
	const where = [...shown, ...(more > 0 ? [l10n.t('and {0} more places', more)] : [])].join(', ');
	const differs = otherwise?.treatment !== fate.treatment || otherwise.why !== fate.why;
	const second = l10n.t('with {0}: {1}', code('responseSchema'), fateWords(otherwise, l10n));
	const words = [
		...(fate.why === 'supported' ? [] : [reasonWords(fate.why, l10n)]),
		...(otherwise !== undefined && differs ? [second] : []),
	].join('; ');
	return `- **${code(keyword)}** ${where}${words === '' ? '' : ` – ${words}`}`;
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

/** Names in a schema may hold anything. */
function code(text: string): string {
	return `\`${text.replaceAll(/[`\r\n]/g, ' ')}\``;
}

function treatmentWords(treatment: Treatment, l10n: L10n): string {
	switch (treatment) {
		case 'enforced':
			return l10n.t('✓ Enforced');
		case 'checkedAfter':
			return l10n.t('○ Checked here after');
		case 'dropped':
			return l10n.t('– Dropped');
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
