import { isRecord } from './plainMessage.ts';

/** A signature that came with the piece of visible text from `start` on, in UTF-16 code units. */
export interface TextSignature {
	readonly start: number;
	readonly length: number;
	readonly signature: string;
}

/**
 * What a model turn needs beyond its readable parts, so that it can be sent back as it came
 * (docs/PROTOCOL.md §6).
 */
export interface AnswerRecord {
	/** Signatures are worth nothing to another model or another endpoint. */
	readonly model: string;
	readonly baseUrl: string;
	/** By the call's id in VS Code. */
	readonly calls: Readonly<Record<string, string>>;
	readonly texts: readonly TextSignature[];
	/** What the model wrote; text after that is a note of ours. */
	readonly textLength: number;
}

/** The key of our record in the metadata of a thinking part. */
export const METADATA_KEY = 'cometGemini';

/** A record from the metadata of a thinking part, which went through foreign hands. */
export function recordFromMetadata(metadata: unknown): AnswerRecord | undefined {
	const record = isRecord(metadata) ? metadata[METADATA_KEY] : undefined;
	return isAnswerRecord(record) ? record : undefined;
}

function isAnswerRecord(value: unknown): value is AnswerRecord {
	return (
		isRecord(value) &&
		typeof value['model'] === 'string' &&
		typeof value['baseUrl'] === 'string' &&
		typeof value['textLength'] === 'number' &&
		isRecord(value['calls']) &&
		Object.values(value['calls']).every(each => typeof each === 'string') &&
		Array.isArray(value['texts']) &&
		value['texts'].every(isTextSignature)
	);
}

function isTextSignature(value: unknown): value is TextSignature {
	return (
		isRecord(value) &&
		typeof value['start'] === 'number' &&
		typeof value['length'] === 'number' &&
		typeof value['signature'] === 'string'
	);
}

/** Records of answers whose thinking parts did not come back; the oldest go first. */
export interface SignatureMemory {
	/** `text` is all that was reported, our notes included. */
	remember(record: AnswerRecord, text: string): void;
	recall(callIds: readonly string[], text: string): AnswerRecord | undefined;
}

export function createSignatureMemory(capacity = 2_000): SignatureMemory {
	const records = new Map<string, AnswerRecord>();
	const keep = (key: string, record: AnswerRecord) => {
		records.delete(key);
		records.set(key, record);
		const oldest = records.keys().next();
		if (records.size > capacity && !oldest.done) {
			records.delete(oldest.value);
		}
	};
	return {
		remember(record, text) {
			const callIds = Object.keys(record.calls);
			const keys = callIds.length > 0 ? callIds : [textKey(text)];
			for (const key of keys) {
				keep(key, record);
			}
		},
		recall(callIds, text) {
			const keys = [...callIds, textKey(text)];
			const found = keys.find(key => records.has(key));
			return found === undefined ? undefined : records.get(found);
		},
	};
}

/** FNV-1a over the trimmed text: chats may cut the space at its end. */
function textKey(text: string): string {
	const trimmed = text.trim();
	let hash = 0x811c9dc5;
	for (let index = 0; index < trimmed.length; index++) {
		hash = Math.imul(hash ^ trimmed.charCodeAt(index), 0x01000193);
	}
	return `text ${trimmed.length} ${hash >>> 0}`;
}
