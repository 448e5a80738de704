import { redact } from '../journal.ts';
import type { Model } from '../models.ts';
import { createRandom, hash, type Random } from '../random.ts';
import { type Effort, thinkingEffort } from '../requestCheck/checkThinking.ts';
import type { RequestContent } from '../requestCheck/contentSchema.ts';
import type { GenerateRequest } from '../requestCheck/requestSchema.ts';
import { type Language, languageOf } from './language.ts';

/** A request as the answers see it. */
export interface Ask {
	readonly model: Model;
	readonly request: GenerateRequest;
	/** The last thing the user said, without keys and scenario marks. */
	readonly prompt: string;
	readonly system: string;
	readonly language: Language;
	readonly effort: Effort;
	/** How many times the user has spoken, this one included. */
	readonly round: number;
	readonly random: Random;
}

/** `[[scenario:name key=value …]]` */
export const SCENARIO_MARK = /\[\[scenario:([\w-]+)((?:\s+[\w-]+=[^\s\]]+)*)\s*\]\]\s*/;

export function createAsk(request: GenerateRequest, model: Model, seed: number): Ask {
	const turns = (request.contents ?? []).filter(turn => turn.role !== 'model' && textOf(turn));
	const prompt = redact(typedText(textOf(turns.at(-1))).replace(SCENARIO_MARK, '')).trim();
	const system = redact(textOf(request.systemInstruction));
	const chosen = request.generationConfig?.seed ?? 0;
	return {
		model,
		request,
		prompt,
		system,
		language: languageOf(prompt, system),
		effort: thinkingEffort(request.generationConfig?.thinkingConfig, model),
		round: turns.length,
		random: createRandom(hash(`${seed}|${chosen}|${model.id}|${prompt}|${turns.length}`)),
	};
}

/** VS Code's own chat surrounds what was typed with what it adds, and marks it with a tag. */
function typedText(text: string): string {
	return /<(prompt|userRequest)>\n?(.*?)\n?<\/\1>/s.exec(text)?.[2] ?? text;
}

/** The text parts of a turn, thoughts left out. */
export function textOf(turn: RequestContent | undefined): string {
	const parts = turn?.parts ?? [];
	return parts.map(part => (part.thought ? '' : (part.text ?? ''))).join('\n');
}
