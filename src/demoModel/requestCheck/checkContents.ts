import type { Model } from '../models.ts';
import { invalidArgument } from '../refusal.ts';
import type { RequestContent, RequestPart } from './contentSchema.ts';

const DATA_FIELDS = [
	'text',
	'inlineData',
	'fileData',
	'functionCall',
	'functionResponse',
	'executableCode',
	'codeExecutionResult',
	'toolCall',
	'toolResponse',
] as const;

const MEDIA =
	/^(image\/(png|jpe?g|webp|hei[cf])|application\/(pdf|json|x-javascript|x-python)|text\/[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+)(;|$)/;

/** Roles, parts and media of the turns, and whether the last one may be the model's (docs/PROTOCOL.md §2). */
export function checkContents(contents: readonly RequestContent[], model: Model): void {
	if (contents.length === 0) {
		throw invalidArgument('* GenerateContentRequest.contents: contents is not specified\n');
	}
	for (const [index, turn] of contents.entries()) {
		checkTurn(turn, index);
	}
	if (contents.at(-1)?.role === 'model' && !model.takesPrefill) {
		throw invalidArgument('Requests ending with a model turn are not supported.');
	}
}

function checkTurn({ role, parts }: RequestContent, index: number): void {
	if (role !== undefined && !['user', 'model', 'function'].includes(role)) {
		throw invalidArgument('Please use a valid role: user, model.');
	}
	const where = `GenerateContentRequest.contents[${index}]`;
	if (parts === undefined || parts.length === 0) {
		throw invalidArgument(`* ${where}.parts: contents.parts must not be empty.\n`);
	}
	for (const [position, part] of parts.entries()) {
		checkPart(part, `${where}.parts[${position}]`);
	}
}

function checkPart(part: RequestPart, where: string): void {
	const filled = DATA_FIELDS.filter(field => part[field] !== undefined);
	if (filled.length === 0) {
		throw invalidArgument(
			`* ${where}.data: required oneof field 'data' must have one initialized field\n`,
		);
	}
	if (filled.length > 1) {
		throw invalidArgument(
			`Invalid value at '${where}' (oneof), oneof field 'data' is already set. Cannot set '${filled[1]}'`,
		);
	}
	if (part.inlineData) {
		checkMedia(part.inlineData);
	}
}

function checkMedia({ mimeType, data }: { mimeType: string; data: string }): void {
	if (!MEDIA.test(mimeType)) {
		throw invalidArgument(`Unsupported MIME type: ${mimeType}`);
	}
	if (data === '' || (mimeType === 'image/png' && !data.startsWith('iVBOR'))) {
		throw invalidArgument('Provided image is not valid.');
	}
}
