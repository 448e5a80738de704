import type {
	CompiledSchema,
	CompileOptions,
	SchemaProblem,
	SchemaRoute,
} from './compiledSchema.ts';
import type { Compilation } from './gather.ts';
import { Ledger } from './ledger.ts';
import { LIMITS, measure } from './limits.ts';
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
	const document = new SchemaDocument(schema);
	const compiled = compileDocument(document, route, options, false);
	// Long descriptions are what most of a schema's tokens go to, and what it can best do without.
	return compiled.tokens > LIMITS.size ? compileDocument(document, route, options, true) : compiled;
}

function compileDocument(
	document: SchemaDocument,
	route: SchemaRoute,
	options: CompileOptions,
	brief: boolean,
): CompiledSchema {
	const compilation: Compilation = {
		document,
		ledger: new Ledger(),
		route,
		options: {
			hints: options.hints ?? DEFAULTS.hints,
			lean: options.lean ?? DEFAULTS.lean,
			maxNodes: options.maxNodes ?? DEFAULTS.maxNodes,
			brief,
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
