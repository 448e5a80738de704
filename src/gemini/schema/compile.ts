import type {
	CompiledSchema,
	CompileOptions,
	SchemaProblem,
	SchemaRoute,
} from './compiledSchema.ts';
import type { Compilation } from './gather.ts';
import { Ledger } from './ledger.ts';
import { measure } from './limits.ts';
import { printJsonSchema } from './printJsonSchema.ts';
import { printOpenApi } from './printOpenApi.ts';
import { SchemaDocument } from './schemaDocument.ts';
import { ShapeBuilder } from './shapeBuilder.ts';

const DEFAULTS = { hints: true, lean: false, maxNodes: 3_000 };

/**
 * Makes of any JSON Schema (draft-04 to 2020-12, or a schema of OpenAPI) what the endpoint accepts on a
 * route (docs/PROTOCOL.md §8), and says what became of each keyword. Never throws because of the schema;
 * references to other documents have to be bundled into it before.
 */
export function compileSchema(
	schema: unknown,
	route: SchemaRoute,
	options: CompileOptions = {},
): CompiledSchema {
	const compilation: Compilation = {
		document: new SchemaDocument(schema),
		ledger: new Ledger(),
		route,
		options: {
			hints: options.hints ?? DEFAULTS.hints,
			lean: options.lean ?? DEFAULTS.lean,
			maxNodes: options.maxNodes ?? DEFAULTS.maxNodes,
		},
	};
	const { shape, definition } = new ShapeBuilder(compilation).root();
	const print = route === 'jsonSchema' ? printJsonSchema : printOpenApi;
	const printed = print(definition, compilation);
	const { tokens, problems } = measure(printed, route);
	const unsatisfiable: readonly SchemaProblem[] =
		shape.kind === 'never' ? [{ kind: 'unsatisfiable', path: '' }] : [];
	return {
		schema: printed,
		report: compilation.ledger.report,
		problems: [...unsatisfiable, ...problems, ...compilation.ledger.problems],
		tokens,
	};
}
