import { LivePretty } from './livePretty.ts';

/** The JSON in an answer: without the prose and code fences that some models put around it. */
export function jsonOf(answer: string): string {
	const trimmed = answer.trim();
	if (isJson(trimmed)) {
		return trimmed;
	}
	const fenced = /```[\w-]*\s*\n([\s\S]*?)\n?```/.exec(trimmed)?.[1]?.trim();
	if (fenced !== undefined && isJson(fenced)) {
		return fenced;
	}
	return new LivePretty().push(trimmed) || (fenced ?? trimmed);
}

/** The document laid out for people, its numbers and keys untouched; a text that is no JSON stays as it is. */
export function prettyJson(text: string, indent = '  '): string {
	return isJson(text) ? new LivePretty({ indent, scalars: true }).push(text) : text;
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
