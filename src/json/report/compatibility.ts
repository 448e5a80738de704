import type { l10n as vscodeL10n } from 'vscode';
import type {
	CompiledSchema,
	KeywordReport,
	Reason,
	SchemaProblem,
	Treatment,
} from '../../gemini/schema/compiledSchema.ts';

type L10n = Pick<typeof vscodeL10n, 't'>;

const TREATMENTS = ['checkedAfter', 'dropped', 'enforced'] as const;

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

/** The whole report as Markdown: foreseen problems first, then the keywords by their treatment. */
export function compatibilityReport(
	name: string,
	model: string,
	compiled: CompiledSchema,
	l10n: L10n,
): string {
	const { problems, report, tokens } = compiled;
	const groups = TREATMENTS.flatMap(treatment => {
		const keywords = report.filter(each => each.treatment === treatment);
		return keywords.length === 0
			? []
			: [`## ${treatmentWords(treatment, l10n)} (${keywords.length})`, list(keywords, l10n)];
	});
	const foreseen = problems.map(problem => `- ${problemWords(problem, l10n)}`);
	return [
		`# ${l10n.t('What {0} enforces of {1}', model, name)}`,
		`${compatibilityLine(compiled, l10n)}. ${l10n.t('The schema costs about {0} tokens of input.', tokens)}`,
		l10n.t('Whatever the model does not enforce is checked with the whole schema after.'),
		...(foreseen.length > 0 ? [`## ${l10n.t('Foreseen problems')}`, foreseen.join('\n')] : []),
		...groups,
	]
		.join('\n\n')
		.concat('\n');
}

function list(keywords: readonly KeywordReport[], l10n: L10n): string {
	return keywords
		.map(
			({ keyword, path, why }) =>
				`- ${code(keyword)} ${code(path === '' ? '/' : path)} – ${reasonWords(why, l10n)}`,
		)
		.join('\n');
}

/** Names in a schema may hold anything. */
function code(text: string): string {
	return `\`${text.replaceAll(/[`\r\n]/g, ' ')}\``;
}

function treatmentWords(treatment: Treatment, l10n: L10n): string {
	switch (treatment) {
		case 'enforced':
			return l10n.t('Enforced by the model');
		case 'checkedAfter':
			return l10n.t('Checked here after');
		case 'dropped':
			return l10n.t('Dropped');
	}
}

function reasonWords(why: Reason, l10n: L10n): string {
	switch (why) {
		case 'supported':
			return l10n.t('the endpoint honours it');
		case 'rewritten':
			return l10n.t('sent in another form that means the same');
		case 'merged':
			return l10n.t('merged with its neighbours into one schema');
		case 'unsupported':
			return l10n.t('the endpoint ignores or refuses it; the model is told in words');
		case 'notGuaranteed':
			return l10n.t('sent, but the endpoint promises nothing');
		case 'approximated':
			return l10n.t('sent in a weaker form');
		case 'annotation':
			return l10n.t('it describes, and constrains nothing');
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
