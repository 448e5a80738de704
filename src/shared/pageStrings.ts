/** The words of the page, by name. `{0}`, `{1}` … stand for values. */
export type PageStrings = Readonly<Record<PageString, string>>;

export type PageString =
	| 'composerLabel'
	| 'composerPlaceholder'
	| 'send'
	| 'stop'
	| 'conversation'
	| 'you'
	| 'model'
	| 'thoughts'
	| 'thinking'
	| 'waiting'
	| 'answerComplete'
	| 'answerStopped'
	| 'answerFailed'
	| 'stopped'
	| 'interrupted'
	| 'retryIn'
	| 'copy'
	| 'copied'
	| 'copyCode'
	| 'copyAnswer'
	| 'regenerate'
	| 'jumpToLatest'
	| 'chooseModel'
	| 'thinkingLevel'
	| 'nothingSent'
	| 'welcomeTitle'
	| 'welcomeText'
	| 'keyNeededTitle'
	| 'keyNeededText'
	| 'setApiKey'
	| 'chooseEndpoint'
	| 'tokens'
	| 'tokensDetail'
	| 'generatedImage'
	| 'toolCall'
	| 'codeRun'
	| 'codeResult'
	| 'sources';

export function format(template: string, ...values: readonly (string | number)[]): string {
	return template.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
