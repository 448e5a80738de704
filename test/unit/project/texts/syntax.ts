import { type Node, parseSync, visitorKeys } from 'oxc-parser';

/** A node with those around it, the nearest first. */
export interface Place {
	readonly node: Node;
	readonly around: readonly Node[];
}

/** Every node of a TypeScript source. @throws when it has syntax errors. */
export function* nodesOf(file: string, source: string): Generator<Place> {
	const { program, errors } = parseSync(file, source);
	if (errors.length > 0) {
		throw new Error(`${file}: ${errors[0]?.message}`);
	}
	yield* below(program, []);
}

function* below(node: Node, around: readonly Node[]): Generator<Place> {
	yield { node, around };
	const children = (visitorKeys[node.type] ?? []).flatMap(key => Reflect.get(node, key));
	for (const child of children) {
		// What is left out is null: the else of an if, a hole in an array.
		if (child) {
			yield* below(child, [node, ...around]);
		}
	}
}

/** What a literal, or a piece of a template, says; `undefined` for all other nodes. */
export function textOf(node: Node): string | undefined {
	if (node.type === 'TemplateElement') {
		return node.value.cooked ?? undefined;
	}
	return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** `a.b.c` of what is called or tagged; empty when it has no such name. */
export function nameOf(node: Node): string {
	switch (node.type) {
		case 'Identifier':
		case 'PrivateIdentifier':
			return node.name;
		case 'ThisExpression':
			return 'this';
		case 'MemberExpression':
			return `${nameOf(node.object)}.${node.computed ? '' : nameOf(node.property)}`;
		case 'CallExpression':
		case 'NewExpression':
			return nameOf(node.callee);
		case 'ChainExpression':
			return nameOf(node.expression);
		default:
			return '';
	}
}
