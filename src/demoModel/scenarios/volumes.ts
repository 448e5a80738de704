import { toBase64 } from '../base64.ts';
import { encodePng } from '../png.ts';
import type { Reply, Step } from '../reply.ts';
import { says } from './endings.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

function* textSteps(
	{ chunk }: ScenarioContext,
	count: number,
	textAt: (index: number) => string,
	finishReason = 'STOP',
): Generator<Step> {
	for (let index = 0; index < count; index++) {
		yield { kind: 'event', data: chunk(says({ text: textAt(index) })) };
	}
	yield { kind: 'event', data: chunk({ ...says({ text: '' }), finishReason, index: 0 }) };
}

/** Milliseconds between deltas; a rate of 0 does not wait. */
function paceOf(rate: number): number {
	return rate > 0 ? 1000 / rate : 0;
}

const FILLER = 'Quick comets draw bright arcs over the sleeping façade of the observatory. ';
const DELTA = 240;

/** Markdown of some length: a heading every twenty deltas, code every tenth, prose between. */
function longText(index: number): string {
	if (index % 20 === 0) {
		return `\n\n## Section ${index / 20 + 1}\n\n`;
	}
	if (index % 10 === 0) {
		return `\n\n\`\`\`ts\nexport const part${index} = ${index};\n\`\`\`\n\n`;
	}
	return FILLER.repeat(Math.ceil(DELTA / FILLER.length)).slice(0, DELTA);
}

function pattern(size: number): string {
	const edge = Math.max(1, Math.ceil(Math.sqrt(size)));
	const palette = Array.from({ length: 256 }, (_, shade) => [shade, shade, 255 - shade] as const);
	const png = encodePng({
		width: edge,
		height: edge,
		palette,
		at: (x, y) => ((x * y) >> 4) & 0xff,
	});
	return toBase64(png);
}

/** Much of something; sizes in bytes, rates per second. */
export const VOLUMES = {
	long: {
		about: 'A very long Markdown answer.',
		params: 'size=200000',
		reply: (context): Reply => ({
			status: 200,
			steps: textSteps(context, Math.ceil(context.number('size', 200_000) / DELTA), longText),
		}),
	},
	'tiny-deltas': {
		about: 'Many deltas of one word, at a rate; a rate of 0 does not wait.',
		params: 'count=2000 rate=200',
		reply: (context): Reply => {
			return {
				status: 200,
				steps: textSteps(context, context.number('count', 2000), index =>
					index % 40 === 39 ? 'end.\n\n' : `w${index} `,
				),
				pace: paceOf(context.number('rate', 200)),
			};
		},
	},
	say: {
		about: 'The very text that the parameter holds, percent-encoded, in small deltas.',
		params: 'text= delta=40 rate=0 finish=STOP',
		reply: (context): Reply => {
			const text = decodeURIComponent(context.params.get('text') ?? '');
			const length = context.number('delta', 40);
			const steps = textSteps(
				context,
				Math.ceil(text.length / length),
				index => text.slice(index * length, (index + 1) * length),
				context.params.get('finish'),
			);
			return { status: 200, steps, pace: paceOf(context.number('rate', 0)) };
		},
	},
	'huge-image': {
		about: 'One event with an image of many bytes.',
		params: 'size=4000000',
		reply: ({ chunk, number }): Reply => ({
			status: 200,
			steps: [
				{
					kind: 'event',
					data: chunk(
						says({
							inlineData: { mimeType: 'image/png', data: pattern(number('size', 4_000_000)) },
						}),
					),
				},
				{ kind: 'event', data: chunk({ ...says({ text: '' }), finishReason: 'STOP', index: 0 }) },
			],
		}),
	},
} as const satisfies Readonly<Record<string, Scenario>>;
