import type { AdjustmentMemory } from './adjustmentMemory.ts';
import type { Endpoint } from './endpoint.ts';
import type { RequestBody } from './request.ts';
import type { RetryPolicy } from './retry.ts';
import type { TransportOptions } from './transport.ts';

export interface ClientOptions extends TransportOptions, RetryPolicy {
	readonly endpoint: Endpoint;
	/** Shared by all requests of a window. */
	readonly memory: AdjustmentMemory;
	/** `stream` (default) or one answer when it is complete; the events are the same. */
	readonly mode?: 'stream' | 'unary' | undefined;
	/** Sees each request body as it goes out: for the inspector. */
	readonly onRequest?: ((body: RequestBody) => void) | undefined;
	/** Sees each event of the wire as text: for the inspector. */
	readonly onWireEvent?: ((data: string) => void) | undefined;
}
