import type { JsonSchemaObject } from './compiledSchema.ts';
import type { Compilation } from './gather.ts';
import { type Extent, OpenApiPrinter } from './openApiPrinter.ts';
import type { Definition } from './shape.ts';

/** How much is written out, tried from the most to the least until it is small enough. */
const EXTENTS: readonly Extent[] = [
	{ unroll: 2, depth: Infinity },
	{ unroll: 1, depth: Infinity },
	{ unroll: 0, depth: Infinity },
	{ unroll: 0, depth: 8 },
	{ unroll: 0, depth: 6 },
	{ unroll: 0, depth: 4 },
	{ unroll: 0, depth: 2 },
];

/** The OpenAPI form repeats what is referenced, so fewer nodes fit than with references. */
const MAX_NODES = 1_500;

/**
 * Writes a shape for `responseSchema` / `parameters` (docs/PROTOCOL.md §8): references are written out,
 * recursion to a limited depth. Undefined when nothing can be said.
 */
export function printOpenApi(
	root: Definition,
	compilation: Compilation,
): JsonSchemaObject | undefined {
	const { shape } = root;
	if (shape === undefined) {
		return undefined;
	}
	const limit = Math.min(compilation.options.maxNodes, MAX_NODES);
	for (const extent of EXTENTS) {
		const ledger = compilation.ledger.fork();
		const printer = new OpenApiPrinter({ ...compilation, ledger }, extent, limit);
		const printed = printer.print(shape);
		if (printer.nodes <= limit || extent === EXTENTS.at(-1)) {
			compilation.ledger.take(ledger);
			return printed;
		}
	}
	return undefined;
}
