import { type AdjustmentMemory, createAdjustmentMemory } from '../gemini/adjustmentMemory.ts';
import type { ClientOptions } from '../gemini/clientOptions.ts';
import type { Endpoint } from '../gemini/endpoint.ts';
import { flatten } from '../gemini/flatten.ts';
import type { ModelEvent, Usage } from '../shared/events.ts';
import type { Prompt } from '../shared/prompt.ts';
import { DEMO_BASE_URL } from './demoEndpoint.ts';
import { modelFetch } from './demoMode.ts';
import type { Endpoints } from './endpoints.ts';
import { readSettings } from './settings.ts';

/** Where a request goes; whether a key goes with it, not which. */
export interface RequestTarget extends Omit<Endpoint, 'apiKey'> {
	readonly hasKey: boolean;
}

/** Follow an answer on the wire. */
export interface WireHooks {
	/** Told before the first request. */
	onTarget(target: RequestTarget): void;
	onRequest(body: object): void;
	onWireEvent(data: string): void;
}

export interface EngineOptions extends Partial<Pick<ClientOptions, 'mode'>> {
	readonly signal: AbortSignal;
	/** Instead of the configured one, e.g. that of a language-model group. */
	readonly endpoint?: Endpoint | undefined;
	/** Made before the first request. */
	readonly hooks?: (() => Promise<WireHooks>) | undefined;
}

/** Told what an answer cost, however it ended; those of the demo model cost nothing. */
export type OnUsage = (model: string, usage: Usage) => void;

/** The Gemini engine with VS Code's `fetch`, the configured endpoint and the window's memory of refusals. */
export class Engine {
	private readonly memory: AdjustmentMemory = createAdjustmentMemory();
	private readonly endpoints: Endpoints;
	private readonly onUsage: OnUsage;

	constructor(endpoints: Endpoints, onUsage: OnUsage) {
		this.endpoints = endpoints;
		this.onUsage = onUsage;
	}

	/** See {@link import('../gemini/client.ts').generate}; also throws what `Endpoints.resolve` throws. */
	generate(prompt: Prompt, options: EngineOptions): AsyncGenerator<ModelEvent> {
		return flatten(this.generateBatches(prompt, options));
	}

	/** The same in batches, one a network read. */
	async *generateBatches(
		prompt: Prompt,
		options: EngineOptions,
	): AsyncGenerator<readonly ModelEvent[]> {
		const { maxRetries, idleTimeoutMs } = readSettings();
		const { endpoint = await this.endpoints.resolve(), hooks, ...rest } = options;
		const { baseUrl, authHeader, apiKey } = endpoint;
		const { onTarget, ...wire } = (await hooks?.()) ?? {};
		onTarget?.({ baseUrl, authHeader, hasKey: apiKey !== undefined });
		// The engine and its schemas are loaded with the first request, not when VS Code starts.
		const { generateBatches } = await import('../gemini/client.ts');
		const batches = generateBatches(prompt, {
			...rest,
			...wire,
			endpoint,
			fetch: modelFetch,
			maxRetries,
			idleTimeoutMs,
			memory: this.memory,
		});
		let usage: Usage | undefined;
		try {
			for await (const batch of batches) {
				usage = usageIn(batch) ?? usage;
				yield batch;
			}
		} finally {
			if (usage !== undefined && baseUrl !== DEMO_BASE_URL) {
				this.onUsage(prompt.model, usage);
			}
		}
	}
}

/** The latest counts; each is a sum, so the others need not be seen. */
function usageIn(batch: readonly ModelEvent[]): Usage | undefined {
	const event = batch.findLast(({ type }) => type === 'usage');
	return event?.type === 'usage' ? event.usage : undefined;
}
