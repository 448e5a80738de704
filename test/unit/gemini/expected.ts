import { objectOf, type Recording } from './recordings.ts';

/** What a recorded response says, read from its JSON with as little code as possible. */
export interface Expected {
	readonly text: string;
	readonly thoughts: string;
	/** Calls that the caller has to answer. */
	readonly calls: readonly { readonly name: unknown; readonly args: unknown }[];
	/** Data of pictures, final ones. */
	readonly media: readonly unknown[];
	readonly code: readonly unknown[];
	readonly finish: unknown;
	readonly block: unknown;
	readonly usage: Record<string, unknown>;
	readonly modelVersion: unknown;
	/** Texts of the places that grounding supports, and the sources. */
	readonly supports: readonly unknown[];
	readonly sources: number;
	readonly citations: number;
	readonly urls: number;
	readonly error: { readonly status: unknown; readonly message: unknown } | undefined;
	/** Something came that is neither an answer nor a refusal nor an error. */
	readonly isEmpty: boolean;
	/** What came has fields, but none of a response. */
	readonly isForeign: boolean;
}

export function expectedOf(recording: Recording): Expected {
	const documents = documentsOf(recording).map(objectOf);
	const error = documents.map(document => document['error']).find(Boolean);
	const chunks = documents.filter(document => !document['error']);
	const candidates = chunks.flatMap(chunk => listOf(chunk['candidates']));
	const parts = partsOf(recording);
	const plain = parts.filter(part => part['thought'] !== true);
	const feedback = chunks.map(chunk => objectOf(chunk['promptFeedback'])['blockReason']);
	const grounding = candidates.map(candidate => objectOf(candidate['groundingMetadata']));
	return {
		text: plain.map(part => part['text'] ?? '').join(''),
		thoughts: parts
			.filter(part => part['thought'] === true)
			.map(part => part['text'] ?? '')
			.join(''),
		calls: callsOf(parts),
		media: plain.flatMap(part => objectOf(part['inlineData'])['data'] ?? []),
		code: parts.flatMap(part => part['executableCode'] ?? part['codeExecutionResult'] ?? []),
		finish: candidates.map(candidate => candidate['finishReason']).findLast(Boolean),
		block: feedback.find(Boolean),
		usage: Object.assign({}, ...chunks.map(chunk => objectOf(chunk['usageMetadata']))),
		modelVersion: chunks.map(chunk => chunk['modelVersion']).findLast(Boolean),
		supports: (
			grounding.map(each => listOf(each['groundingSupports'])).findLast(hasSome) ?? []
		).map(support => objectOf(support['segment'])['text']),
		sources: (grounding.map(each => listOf(each['groundingChunks'])).findLast(hasSome) ?? [])
			.length,
		citations: new Set(candidates.flatMap(citationsOf).map(each => JSON.stringify(each))).size,
		urls: (
			candidates
				.map(candidate => listOf(objectOf(candidate['urlContextMetadata'])['urlMetadata']))
				.findLast(hasSome) ?? []
		).length,
		error:
			error === undefined
				? undefined
				: { status: objectOf(error)['code'], message: objectOf(error)['message'] },
		isEmpty: error === undefined && candidates.length === 0 && !feedback.some(Boolean),
		isForeign: chunks.some(
			chunk =>
				Object.keys(chunk).length > 0 &&
				!['candidates', 'promptFeedback', 'usageMetadata', 'modelVersion'].some(
					key => key in chunk,
				),
		),
	};
}

/** The parts of all candidates, as they stand in the file. */
export function partsOf(recording: Recording): readonly Record<string, unknown>[] {
	return documentsOf(recording)
		.map(objectOf)
		.flatMap(chunk => listOf(chunk['candidates']))
		.flatMap(candidate => listOf(objectOf(candidate['content'])['parts']));
}

/** The JSON documents of a body: one alone, or the data of events and what stands bare behind them. */
function documentsOf({ body, mode }: Recording): unknown[] {
	const text = new TextDecoder().decode(body).replaceAll('\r\n', '\n').trim();
	if (mode === 'unary' || text.startsWith('{')) {
		return text.startsWith('{') ? [JSON.parse(text)] : [];
	}
	return text
		.split(/\n\n+/)
		.filter(Boolean)
		.map(event => JSON.parse(event.replace(/^data: ?/, '')));
}

/** Calls in whole and in pieces, without those that the endpoint answered in the same turn. */
function callsOf(parts: readonly Record<string, unknown>[]): Expected['calls'] {
	const calls: { name: unknown; args: unknown }[] = [];
	for (const part of parts) {
		const { name, args, partialArgs } = objectOf(part['functionCall']);
		if (name !== undefined) {
			calls.push({ name, args: args ?? {} });
		}
		for (const piece of listOf(partialArgs)) {
			const call = calls.at(-1);
			if (call !== undefined) {
				call.args = withPiece(
					call.args,
					String(piece['jsonPath']).match(/[^$.[\]]+/g) ?? [],
					piece,
				);
			}
		}
	}
	const answered = parts.map(part => objectOf(part['functionResponse'])['name']);
	return calls.filter(({ name }) => !answered.includes(name));
}

function withPiece(
	node: unknown,
	[key, ...rest]: readonly string[],
	piece: Record<string, unknown>,
): unknown {
	if (key === undefined) {
		const { stringValue, numberValue, boolValue } = piece;
		return stringValue === undefined
			? (numberValue ?? boolValue ?? null)
			: `${node ?? ''}${stringValue}`;
	}
	if (/^\d+$/.test(key)) {
		const list: unknown[] = Array.isArray(node) ? [...node] : [];
		list[Number(key)] = withPiece(list[Number(key)], rest, piece);
		return list;
	}
	const record = objectOf(node);
	return { ...record, [key]: withPiece(record[key], rest, piece) };
}

function citationsOf(candidate: Record<string, unknown>): unknown[] {
	const { citationSources, citations } = objectOf(candidate['citationMetadata']);
	return [...listOf(citationSources), ...listOf(citations)];
}

function listOf(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.map(objectOf) : [];
}

function hasSome(list: readonly unknown[]): boolean {
	return list.length > 0;
}
