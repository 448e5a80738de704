import type { InlineData } from '../shared/content.ts';
import { h } from './dom.ts';
import { t } from './strings.ts';

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** A generated image; anything that is no plain bitmap is named instead of shown. */
export function createImage({ mimeType, data }: InlineData, isDraft: boolean): HTMLElement {
	if (!SHOWN.test(mimeType)) {
		return h('p', { class: 'media-other' }, mimeType);
	}
	const image = h('img', {
		alt: t('generatedImage'),
		src: `data:${mimeType};base64,${data}`,
		decoding: 'async',
	});
	return h('figure', { class: isDraft ? 'media draft' : 'media' }, image);
}
