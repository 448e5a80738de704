/** Things that a prompt names, in order, each once; function arguments and JSON values are taken from them. */
export interface Mentions {
	readonly quoted: readonly string[];
	readonly paths: readonly string[];
	readonly urls: readonly string[];
	/** Capitalised words inside sentences: places, people, products. */
	readonly names: readonly string[];
	readonly numbers: readonly number[];
}

export function mentionsIn(prompt: string): Mentions {
	const urls = all(prompt, /https?:\/\/[^\s<>"'`)\]]*[^\s<>"'`)\].,;:!?]/g);
	const rest = prompt.replace(/https?:\/\/\S+/g, ' ');
	return {
		quoted: all(rest, /["“«`]\s*([^"”»`\n]{1,200}?)\s*["”»`]/g),
		paths: all(rest, /(?<![\w@/\\])[/\\]?(?:[\w@.-]+[/\\])*[\w-]+(?:\.[\w-]+)*\.[a-z]{1,5}\b/gi),
		urls,
		names: all(rest, /(?<=[\p{Ll}\d,:]\s+)(\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)*)/gu),
		numbers: [...rest.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)/g)].map(each =>
			Number(each[0]),
		),
	};
}

function all(text: string, pattern: RegExp): string[] {
	return [...new Set([...text.matchAll(pattern)].map(match => match[1] ?? match[0]))];
}
