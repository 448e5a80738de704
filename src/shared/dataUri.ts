import type { InlineData } from './content.ts';

/** Media as a URI of their own. Some gateways send base64url, which no data URI takes. */
export function dataUri({ mimeType, data }: Pick<InlineData, 'mimeType' | 'data'>): string {
	return `data:${mimeType};base64,${data.replaceAll('-', '+').replaceAll('_', '/')}`;
}
