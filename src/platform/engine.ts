import { type AdjustmentMemory, createAdjustmentMemory } from '../gemini/adjust.ts';
import type { ClientOptions } from '../gemini/clientOptions.ts';
import type { Endpoint } from '../gemini/endpoint.ts';
import type { ModelEvent } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import type { Endpoints } from './endpoints.ts';
import { readSettings } from './settings.ts';

export interface EngineOptions
	extends Partial<Pick<ClientOptions, 'mode' | 'onRequest' | 'onWireEvent'>> {
	readonly signal: AbortSignal;
	/** Instead of the configured one, e.g. that of a language-model group. */
	readonly endpoint?: Endpoint | undefined;
}

/** The Gemini engine with VS Code's `fetch`, the configured endpoint and the window's memory of refusals. */
export class Engine {
	private readonly memory: AdjustmentMemory = createAdjustmentMemory();
	private readonly endpoints: Endpoints;

	constructor(endpoints: Endpoints) {
		this.endpoints = endpoints;
	}

	/** See {@link import('../gemini/client.ts').generate}; also throws what `Endpoints.resolve` throws. */
	async *generate(prompt: Prompt, options: EngineOptions): AsyncGenerator<ModelEvent> {
		const { maxRetries, idleTimeoutMs } = readSettings();
		const { endpoint = await this.endpoints.resolve(), ...rest } = options;
		// The engine and its schemas are loaded with the first request, not when VS Code starts.
		const { generate } = await import('../gemini/client.ts');
		yield* generate(prompt, {
			...rest,
			endpoint,
			fetch: globalThis.fetch,
			maxRetries,
			idleTimeoutMs,
			memory: this.memory,
		});
	}
}
