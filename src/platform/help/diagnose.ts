import type { Check, Finding } from './finding.ts';

/** Runs checks one after another and tells the title of each before it begins. */
export async function diagnose(
	checks: readonly Check[],
	signal: AbortSignal,
	onBegin: (title: string) => void,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const check of checks) {
		signal.throwIfAborted();
		onBegin(check.title);
		findings.push(await check.run(signal));
	}
	return findings;
}

/** The direct way may be barred where a proxy leads on: what then answers is not broken. */
export function softened(findings: readonly Finding[], hint: string): readonly Finding[] {
	const answers = findings.at(-1)?.verdict === 'ok';
	return answers
		? findings.map(finding =>
				finding.verdict === 'failed' && finding.isDirectWay
					? { ...finding, verdict: 'warning', next: hint }
					: finding,
			)
		: findings;
}

/** The finding to speak of first: the first failure, else the first warning. */
export function worst(findings: readonly Finding[]): Finding | undefined {
	return (
		findings.find(({ verdict }) => verdict === 'failed') ??
		findings.find(({ verdict }) => verdict === 'warning')
	);
}

const MARKS = { ok: '✓', warning: '!', failed: '✗', unknown: '–' } as const;

/** Markdown for people; `labels` say what next steps are called. */
export function diagnosisText(
	heading: string,
	findings: readonly Finding[],
	labels: { readonly next: string },
): string {
	const sections = findings.map(({ title, verdict, facts, next }) =>
		[
			`## ${MARKS[verdict]} ${title}`,
			...facts,
			...(next === undefined || verdict === 'ok' ? [] : [`**${labels.next}** ${next}`]),
		].join('\n\n'),
	);
	return `${[`# ${heading}`, ...sections].join('\n\n')}\n`;
}
