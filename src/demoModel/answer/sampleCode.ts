import type { Say } from './language.ts';

interface Sample {
	readonly fence: string;
	readonly code: string;
	readonly steps: readonly string[];
}

const KNOWN: readonly (readonly [RegExp, string])[] = [
	[
		/fibonacci/i,
		'export function fibonacci(n: number): number {\n\tlet [a, b] = [0, 1];\n\tfor (let i = 0; i < n; i++) {\n\t\t[a, b] = [b, a + b];\n\t}\n\treturn a;\n}',
	],
	[
		/revers|inverse|invert/i,
		"export function reverse(text: string): string {\n\treturn [...text].reverse().join('');\n}",
	],
	[
		/debounce/i,
		'export function debounce<A extends unknown[]>(run: (...args: A) => void, ms: number) {\n\tlet timer: ReturnType<typeof setTimeout> | undefined;\n\treturn (...args: A) => {\n\t\tclearTimeout(timer);\n\t\ttimer = setTimeout(() => run(...args), ms);\n\t};\n}',
	],
	[
		/fetch|http|api|request|requête/i,
		'export async function getJson(url: string, signal?: AbortSignal): Promise<unknown> {\n\tconst response = await fetch(url, { signal });\n\tif (!response.ok) {\n\t\tthrow new Error(response.statusText);\n\t}\n\treturn response.json();\n}',
	],
	[
		/prime|premier/i,
		'export function isPrime(n: number): boolean {\n\tfor (let divisor = 2; divisor * divisor <= n; divisor++) {\n\t\tif (n % divisor === 0) {\n\t\t\treturn false;\n\t\t}\n\t}\n\treturn n > 1;\n}',
	],
];

const STOP_WORDS =
	/^(a|an|the|that|which|to|of|in|for|with|and|une?|le|la|les|des|qui|que|de|du|en|pour|avec|et|function|fonction|script|code|program|programme|python|typescript|javascript|write|écris|create|please)$/i;

/** A snippet for a known task, else a skeleton named after the request. */
export function sampleCode(prompt: string, say: Say): Sample {
	const steps = [
		say(
			'Check the input first, so that mistakes show early.',
			'Vérifier l’entrée d’abord : les erreurs se voient tôt.',
		),
		say('Do one thing, and return its result.', 'Faire une seule chose, et renvoyer son résultat.'),
		say(
			'Add a test for the empty and the largest input.',
			'Ajouter un test pour l’entrée vide et la plus grande.',
		),
	];
	const isPython = /python/i.test(prompt);
	const known = KNOWN.find(([test]) => test.test(prompt));
	if (known && !isPython) {
		return { fence: 'ts', code: known[1], steps };
	}
	const words = (prompt.match(/[\p{L}\d]+/gu) ?? []).filter(word => !STOP_WORDS.test(word));
	const ascii = words.map(word => word.normalize('NFD').replace(/[^\w]/g, '').toLowerCase());
	return isPython
		? python(ascii.slice(0, 3), steps, say)
		: typescript(ascii.slice(0, 3), steps, say);
}

function python(words: readonly string[], steps: readonly string[], say: Say): Sample {
	const name = words.join('_') || 'solve';
	const doc = say('Describe the result here.', 'Décrire ici le résultat.');
	const code = `def ${name}(items: list[str]) -> list[str]:\n    """${doc}"""\n    if not items:\n        return []\n    return [item.strip() for item in items]`;
	return { fence: 'python', code, steps };
}

function typescript(words: readonly string[], steps: readonly string[], say: Say): Sample {
	const [first = 'solve', ...rest] = words;
	const name = first + rest.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
	const doc = say('Describe the result here.', 'Décrire ici le résultat.');
	const code = `/** ${doc} */\nexport function ${name}(items: readonly string[]): string[] {\n\tif (items.length === 0) {\n\t\treturn [];\n\t}\n\treturn items.map(item => item.trim());\n}`;
	return { fence: 'ts', code, steps };
}
