import type { FromWebview } from '../../shared/protocol.ts';

const COMPOSER_REQUESTS = [
	'send',
	'beginEdit',
	'cancelEdit',
	'edit',
	'regenerate',
	'complete',
	'accept',
	'attachUris',
	'attachData',
	'attach',
	'detach',
	'openAttachment',
	'openAttached',
	'decide',
] as const;

/** What a page asks of its composer. */
export type ComposerRequest = Extract<FromWebview, { type: (typeof COMPOSER_REQUESTS)[number] }>;

export function isComposerRequest(message: FromWebview): message is ComposerRequest {
	return COMPOSER_REQUESTS.some(type => type === message.type);
}
