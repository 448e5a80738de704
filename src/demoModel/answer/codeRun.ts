import type { Part } from '../../shared/content.ts';
import { toBase64 } from '../base64.ts';
import { encodePng } from '../png.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';
import { demoNote } from './demoNote.ts';
import { sayIn } from './language.ts';
import { mentionsIn } from './mentions.ts';
import { thinkAbout } from './thoughts.ts';

const WANTED =
	/\d|\b(calculate|compute|sum|mean|average|plot|chart|graph|run|execute|prime|calcule|somme|moyenne|trace|graphique|exécute)/i;

/** Words, Python, its output, words; a plot where one is asked for. */
export function codeRunAnswer(ask: Ask): Answer | undefined {
	if (!WANTED.test(ask.prompt)) {
		return undefined;
	}
	const say = sayIn(ask.language);
	const { numbers } = mentionsIn(ask.prompt);
	const values = numbers.length > 1 ? numbers : firstPrimes(numbers[0] ?? 5);
	const sum = values.reduce((total, value) => total + value, 0);
	const mean = Number((sum / values.length).toFixed(4));
	const plots = /plot|chart|graph|trace/i.test(ask.prompt);
	const show = plots
		? '\nimport matplotlib.pyplot as plt\nplt.bar(range(len(values)), values)\nplt.show()\n'
		: '';
	const parts: Part[] = [
		{
			text: say(
				'I compute that with a few lines of Python:\n\n',
				'Je le calcule en quelques lignes de Python :\n\n',
			),
		},
		{
			executableCode: {
				language: 'PYTHON',
				code: `values = [${values.join(', ')}]\nprint(f"sum={sum(values)} mean={sum(values) / len(values)}")\n${show}`,
			},
		},
		{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: `sum=${sum} mean=${mean}\n` } },
		...(plots ? [{ inlineData: { mimeType: 'image/png', data: toBase64(barChart(values)) } }] : []),
		{
			text: `${say(`The sum is **${sum}**, the mean **${mean}**.`, `La somme est **${sum}**, la moyenne **${mean}**.`)}\n\n${demoNote(say)}`,
		},
	];
	return { thoughts: thinkAbout(ask, []), parts, toolTokens: 243 };
}

function firstPrimes(count: number): number[] {
	const primes: number[] = [];
	for (let n = 2; primes.length < Math.min(Math.max(count, 1), 50); n++) {
		if (primes.every(prime => n % prime !== 0)) {
			primes.push(n);
		}
	}
	return primes;
}

const WIDTH = 240;
const HEIGHT = 140;
const MARGIN = 10;

function barChart(values: readonly number[]): Uint8Array {
	const top = Math.max(...values.map(Math.abs), 1);
	const slot = (WIDTH - 2 * MARGIN) / values.length;
	const isBar = (x: number, y: number) => {
		const place = (x - MARGIN) / slot;
		const value = Math.abs(values[Math.floor(place)] ?? 0);
		return place % 1 < 0.8 && HEIGHT - MARGIN - y < (value / top) * (HEIGHT - 2 * MARGIN);
	};
	return encodePng({
		width: WIDTH,
		height: HEIGHT,
		palette: [
			[255, 255, 255],
			[66, 102, 214],
			[60, 60, 60],
		],
		at: (x, y) => {
			const isAxis = y === HEIGHT - MARGIN || x === MARGIN;
			return isAxis ? 2 : x > MARGIN && y < HEIGHT - MARGIN && isBar(x, y) ? 1 : 0;
		},
	});
}
