import { redact } from './redact.ts';

export interface ProblemFacts {
	/** `Comet Gemini 0.1.0`, `VS Code …` and so on. */
	readonly versions: readonly string[];
	/** Settings that are not at their default, as they are written. */
	readonly settings: Readonly<Record<string, unknown>>;
	/** The end of the log. */
	readonly log: string;
	/** Keys that are known, so that they are taken out wherever they stand. */
	readonly secrets: readonly string[];
}

export interface ProblemWords {
	readonly heading: string;
	readonly note: string;
	readonly whatHappened: string;
	readonly whatExpected: string;
	readonly steps: string;
	readonly versions: string;
	readonly settings: string;
	readonly log: string;
	readonly none: string;
	/** In place of a text that a person wrote. */
	text(length: number): string;
}

/** Texts that people wrote: their length is enough. */
const TEXTS = /\.(systemInstruction|explain\.promptTemplate)$/;
const LOG_LINES = 150;

/** Markdown for an issue: questions to answer, then what could be collected without a secret. */
export function problemReport(facts: ProblemFacts, words: ProblemWords): string {
	const settings = Object.entries(facts.settings).map(([id, value]) =>
		TEXTS.test(id) && typeof value === 'string'
			? `${id}: ${words.text(value.length)}`
			: `${id}: ${JSON.stringify(value)}`,
	);
	const log = facts.log.trimEnd().split('\n').slice(-LOG_LINES).join('\n');
	const text = [
		`# ${words.heading}`,
		`<!-- ${words.note} -->`,
		...[words.whatHappened, words.whatExpected, words.steps].map(question => `## ${question}\n`),
		`## ${words.versions}`,
		facts.versions.map(line => `- ${line}`).join('\n'),
		`## ${words.settings}`,
		block(settings.join('\n') || words.none),
		`## ${words.log}`,
		block(log || words.none),
	].join('\n\n');
	return `${redact(text, facts.secrets)}\n`;
}

/** Fenced so that nothing in it can end the fence. */
function block(text: string): string {
	const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}\n${text}\n${fence}`;
}
