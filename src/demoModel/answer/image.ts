import type { Part } from '../../shared/content.ts';
import { toBase64 } from '../base64.ts';
import { encodePng, type Rgb } from '../png.ts';
import { hash } from '../random.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';
import { demoNote } from './demoNote.ts';
import { sayIn } from './language.ts';
import { thinkAbout } from './thoughts.ts';
import { topicOf } from './topic.ts';

/** Edge of a square picture in pixels; far below the real ones, to stay small. */
const EDGES: Readonly<Record<string, number>> = { '512': 128, '1K': 256, '2K': 384, '4K': 512 };

/** A picture drawn from the prompt's words, with a draft before it where the model thinks. */
export function imageAnswer(ask: Ask): Answer {
	const say = sayIn(ask.language);
	const config = ask.request.generationConfig ?? {};
	const subject = topicOf(ask.prompt);
	const draws = ask.effort === 'HIGH' || config.thinkingConfig?.includeThoughts === true;
	const only = config.responseModalities?.every(each => each === 'IMAGE') ?? false;
	const intro = say(
		`Here is “${subject}”, drawn by the demo:`,
		`Voici « ${subject} », dessiné par la démo :`,
	);
	const parts: Part[] = [
		...(draws && ask.effort !== 'NONE' ? [{ ...picture(ask, true), thought: true }] : []),
		...(only ? [] : [{ text: `${intro}\n\n` }]),
		picture(ask, false),
		...(only ? [] : [{ text: `\n\n${demoNote(say)}` }]),
	];
	const steps = [
		say(
			`**Composing the scene**\n\nA calm sky, one clear subject (${subject}), room around it.`,
			`**Composition**\n\nUn ciel calme, un sujet net (${subject}), de l’espace autour.`,
		),
	];
	return { thoughts: thinkAbout(ask, steps), parts };
}

function picture(ask: Ask, isDraft: boolean): Part {
	const { aspectRatio = '1:1', imageSize = '1K' } = ask.request.generationConfig?.imageConfig ?? {};
	const [across = 1, down = 1] = aspectRatio.split(':').map(Number);
	const edge = (EDGES[imageSize] ?? 256) / (isDraft ? 2 : 1);
	const scale = Math.sqrt(across / down);
	const width = Math.round(edge * scale);
	const height = Math.round(edge / scale);
	const png = draw(ask.prompt, width, height, isDraft);
	return { inlineData: { mimeType: 'image/png', data: toBase64(png) } };
}

const COLOURS: readonly (readonly [RegExp, Rgb])[] = [
	[/\b(red|rouge|fox|renard)/i, [220, 60, 50]],
	[/\b(blue|bleue?|sea|mer)\b/i, [60, 110, 230]],
	[/\b(green|verte?|tree|arbre)\b/i, [50, 160, 90]],
	[/\b(yellow|jaune|sun|soleil)/i, [250, 205, 70]],
	[/\b(purple|violette?)/i, [140, 80, 200]],
	[/\b(orange)/i, [240, 140, 50]],
	[/\b(pink|rose)/i, [240, 120, 170]],
	[/\b(black|noire?)\b/i, [30, 30, 40]],
	[/\b(white|blanc|blanche|snow|neige)/i, [245, 245, 250]],
];

type Shape = (x: number, y: number) => boolean;

const disc: Shape = (x, y) => x * x + y * y < 0.2;

/** In coordinates from -1 to 1, x to the right, y down. */
const SHAPES: readonly (readonly [RegExp, Shape])[] = [
	[/heart|cœur|coeur/i, (x, y) => (x * x * 4 + y * y * 4 - 1) ** 3 + x * x * 4 * (y * 2) ** 3 < 0],
	[/square|house|box|carré|maison|boîte/i, (x, y) => Math.abs(x) < 0.4 && Math.abs(y) < 0.4],
	[
		/triangle|mountain|tree|montagne|arbre|pyramid/i,
		(x, y) => y < 0.45 && y > 2.2 * Math.abs(x) - 0.5,
	],
	[/star|étoile/i, (x, y) => Math.hypot(x, y) < 0.3 + 0.16 * Math.cos(5 * Math.atan2(x, -y))],
	[/sun|moon|ball|planet|circle|soleil|lune|balle|planète|cercle/i, disc],
];

/** A comet, where the prompt names no shape. */
const comet: Shape = (x, y) => {
	const along = (x - y) / 2;
	const across = Math.abs(x + y - 0.1) / 2;
	return (
		Math.hypot(x + 0.3, y - 0.4) < 0.2 ||
		(along > -0.36 && along < 0.75 && across < 0.13 * (1 - along / 0.75))
	);
};

function draw(prompt: string, width: number, height: number, isDraft: boolean): Uint8Array {
	const subject = COLOURS.find(([test]) => test.test(prompt))?.[1] ?? [255, 190, 90];
	const shape = SHAPES.find(([test]) => test.test(prompt))?.[1] ?? comet;
	const tint = hash(prompt) % 80;
	const sky = Array.from(
		{ length: 64 },
		(_, step): Rgb => [20 + tint / 2 + step, 28 + step, 70 + tint + step],
	);
	const body = Array.from({ length: 64 }, (_, step): Rgb => shade(subject, 1.1 - step / 110));
	const grey = ([red, green, blue]: Rgb): Rgb => {
		const light = Math.round((red + green + blue) / 3);
		return [light, light, light];
	};
	const colours = [...sky, ...body, [255, 255, 245] satisfies Rgb];
	const longest = Math.min(width, height);
	return encodePng({
		width,
		height,
		palette: isDraft ? colours.map(grey) : colours,
		at: (column, row) => {
			const x = (2 * column - width) / longest;
			const y = (2 * row - height) / longest;
			const depth = Math.floor((row / height) * 64);
			if (shape(x, y)) {
				return 64 + depth;
			}
			const isStar = hash(`${column >> 1}|${row >> 1}|${tint}`) % 331 === 0;
			return isStar ? 128 : depth;
		},
	});
}

function shade([red, green, blue]: Rgb, light: number): Rgb {
	const channel = (value: number) => Math.min(255, Math.round(value * light));
	return [channel(red), channel(green), channel(blue)];
}
