export type Level = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'XHIGH';

/** What `thinkingConfig` a model takes (docs/PROTOCOL.md §3). */
type ThinkingRule =
	| { readonly control: 'none' }
	| {
			readonly control: 'budget';
			readonly min: number;
			readonly max: number;
			readonly canBeOff: boolean;
			readonly startsOff: boolean;
	  }
	| {
			readonly control: 'level';
			readonly levels: readonly Level[];
			readonly fallback: Level;
			/** Older level models still take a budget. */
			readonly takesBudget: boolean;
	  };

export interface Model {
	readonly id: string;
	/** 2.5, 3, 3.1 … 4; 0 for models outside the family. */
	readonly generation: number;
	readonly kind: 'text' | 'image' | 'speech' | 'embedding';
	readonly thinking: ThinkingRule;
	/** A request may end on a model turn. */
	readonly takesPrefill: boolean;
	readonly inputTokenLimit: number;
	readonly outputTokenLimit: number;
	/** Accepted `imageConfig.imageSize`; empty when the field is refused. */
	readonly imageSizes: readonly string[];
	/** US dollars a million tokens. */
	readonly price: { readonly input: number; readonly output: number };
	/** Served, but not in the lists. */
	readonly hidden?: boolean;
}

const NONE: ThinkingRule = { control: 'none' };
const WITH_MINIMAL: readonly Level[] = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];
const NEVER_OFF: readonly Level[] = ['LOW', 'MEDIUM', 'HIGH'];

function level(levels: readonly Level[], fallback: Level, takesBudget = false): ThinkingRule {
	return { control: 'level', levels, fallback, takesBudget };
}

function budget(min: number, max: number, off: 'never' | 'possible' | 'default'): ThinkingRule {
	return {
		control: 'budget',
		min,
		max,
		canBeOff: off !== 'never',
		startsOff: off === 'default',
	};
}

type Row = [id: string, thinking: ThinkingRule, input: number, output: number];

const TEXT: readonly Row[] = [
	['gemini-4-argon', level(NEVER_OFF, 'MEDIUM'), 2, 10],
	['gemini-4-carbon', level(NEVER_OFF, 'MEDIUM'), 1, 5],
	['gemini-4-hydrogen', level([...NEVER_OFF, 'XHIGH'], 'MEDIUM'), 4, 20],
	['gemini-3.8-flash', level(NEVER_OFF, 'MEDIUM'), 0.6, 4],
	['gemini-3.7-flash', level(NEVER_OFF, 'MEDIUM'), 0.6, 4],
	['gemini-3.6-flash', level(WITH_MINIMAL, 'MEDIUM'), 0.5, 3],
	['gemini-3.5-flash', level(WITH_MINIMAL, 'MEDIUM'), 0.5, 3],
	['gemini-3.5-flash-lite', level(WITH_MINIMAL, 'MINIMAL'), 0.1, 0.4],
	['gemini-3.1-flash-lite', level(WITH_MINIMAL, 'MINIMAL', true), 0.1, 0.4],
	['gemini-3.1-pro-preview', level(NEVER_OFF, 'HIGH', true), 2, 12],
	['gemini-3.1-pro-preview-customtools', level(NEVER_OFF, 'HIGH', true), 2, 12],
	['gemini-3-flash-preview', level(WITH_MINIMAL, 'HIGH', true), 0.5, 3],
	['gemini-2.5-pro', budget(128, 32_768, 'never'), 1.25, 10],
	['gemini-2.5-flash', budget(0, 24_576, 'possible'), 0.3, 2.5],
	['gemini-2.5-flash-lite', budget(512, 24_576, 'default'), 0.1, 0.4],
	['gemini-flash-latest', level(NEVER_OFF, 'MEDIUM'), 0.6, 4],
	['gemini-flash-lite-latest', level(NEVER_OFF, 'LOW'), 0.1, 0.4],
	['gemini-pro-latest', level(NEVER_OFF, 'HIGH'), 2, 12],
	['gemma-4-31b-it', level(['MINIMAL', 'HIGH'], 'MINIMAL'), 0, 0],
];

type ImageRow = [...Row, sizes: readonly string[]];

const IMAGE: readonly ImageRow[] = [
	[
		'gemini-3.1-flash-image',
		level(['MINIMAL', 'HIGH'], 'MINIMAL'),
		0.5,
		60,
		['512', '1K', '2K', '4K'],
	],
	['gemini-3.1-flash-lite-image', level(['MINIMAL', 'HIGH'], 'MINIMAL'), 0.25, 30, ['512', '1K']],
	['gemini-3-pro-image', budget(128, 32_768, 'never'), 2, 120, ['1K', '2K', '4K']],
	['gemini-nano-banana-2.1', NONE, 0.5, 60, ['1K', '2K', '4K']],
	['gemini-2.5-flash-image', NONE, 0.3, 30, []],
];

/** A model that its row does not describe: the rules its name lets one guess. */
function guessed(id: string): Omit<Model, 'id' | 'thinking' | 'price'> {
	const generation = generationOf(id);
	return {
		generation,
		kind: 'text',
		takesPrefill: generation > 0 && generation < 3.6 && id !== 'gemini-3.5-flash-lite',
		inputTokenLimit: id.startsWith('gemma') ? 262_144 : 1_048_576,
		outputTokenLimit: 65_536,
		imageSizes: [],
	};
}

function generationOf(id: string): number {
	if (id.endsWith('-latest')) {
		return 3.8;
	}
	const version = /^gemini-(?:nano-banana-)?(\d+(?:\.\d+)?)/.exec(id)?.[1];
	return id.startsWith('gemini-nano') ? 3.1 : Number(version ?? 0);
}

const MODELS: readonly Model[] = [
	...TEXT.map(
		([id, thinking, input, output]): Model => ({
			...guessed(id),
			id,
			thinking,
			price: { input, output },
		}),
	),
	...IMAGE.map(
		([id, thinking, input, output, imageSizes]): Model => ({
			...guessed(id),
			id,
			kind: 'image',
			thinking,
			imageSizes,
			takesPrefill: false,
			inputTokenLimit: 65_536,
			outputTokenLimit: 32_768,
			price: { input, output },
		}),
	),
	{
		...guessed('gemini-3.8-flash-tts'),
		id: 'gemini-3.8-flash-tts',
		kind: 'speech',
		thinking: NONE,
		inputTokenLimit: 8_192,
		outputTokenLimit: 16_384,
		price: { input: 0.5, output: 10 },
	},
	{
		...guessed('gemini-embedding-001'),
		id: 'gemini-embedding-001',
		kind: 'embedding',
		thinking: NONE,
		inputTokenLimit: 2_048,
		outputTokenLimit: 1,
		price: { input: 0.15, output: 0 },
	},
];

/** Ids that are served although no list shows them, by the rules of docs/PROTOCOL.md §3.2. */
function unlisted(id: string): Model | undefined {
	if (!/^gemini-(1\.5|2\.0|2\.5|3|3\.\d|4|4\.\d)-[a-z]/.test(id)) {
		return undefined;
	}
	const base = { ...guessed(id), id, hidden: true, price: { input: 0, output: 0 } };
	if (/-(tts|image|transcribe|live)|embedding/.test(id)) {
		const kind = id.includes('image') ? 'image' : 'text';
		return { ...base, kind, thinking: NONE, imageSizes: kind === 'image' ? ['1K', '2K'] : [] };
	}
	return { ...base, thinking: guessedThinking(id, base.generation) };
}

function guessedThinking(id: string, generation: number): ThinkingRule {
	if (generation < 2.5) {
		return NONE;
	}
	if (generation < 3) {
		return budget(0, 24_576, 'possible');
	}
	if (id.startsWith('gemini-3-pro')) {
		return level(['LOW', 'HIGH'], 'HIGH', true);
	}
	const canBeMinimal = generation < 3.7 && !id.includes('pro');
	return level(canBeMinimal ? WITH_MINIMAL : NEVER_OFF, 'MEDIUM', generation < 3.5);
}

/** The model of an id, listed or guessed from its name; `undefined` is a 404. */
export function findModel(id: string): Model | undefined {
	return MODELS.find(model => model.id === id) ?? unlisted(id);
}

export function listedModels(): readonly Model[] {
	return MODELS;
}
