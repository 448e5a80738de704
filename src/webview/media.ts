import type { InlineData } from '../shared/content.ts';
import type { MediaAction } from '../shared/protocol.ts';
import { h, iconButton } from './dom.ts';
import { post } from './host.ts';
import { t } from './strings.ts';

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** Which media of which answer; `index` counts all media of the turn. */
export interface MediaPlace {
	readonly turnId: string;
	readonly index: number;
	readonly isDraft: boolean;
}

/** A generated image with its buttons; anything that is no plain bitmap is named instead of shown. */
export function createMedia({ mimeType, data }: InlineData, place: MediaPlace): HTMLElement {
	const { isDraft } = place;
	const shown = SHOWN.test(mimeType)
		? h('img', {
				alt: isDraft ? t('draft') : t('generatedImage'),
				src: `data:${mimeType};base64,${data}`,
				decoding: 'async',
			})
		: h('p', { class: 'media-other' }, mimeType);
	return h(
		'figure',
		{ class: isDraft ? 'media draft' : 'media' },
		shown,
		h(
			'figcaption',
			{},
			...(isDraft ? [h('span', { class: 'media-label' }, t('draft'))] : []),
			mediaButton('save', 'saveMedia', 'save', place),
			mediaButton('markdown', 'copyMediaLink', 'copyLink', place),
			mediaButton('go-to-file', 'openMedia', 'open', place),
		),
	);
}

function mediaButton(
	icon: string,
	words: 'saveMedia' | 'copyMediaLink' | 'openMedia',
	action: MediaAction,
	{ turnId, index }: MediaPlace,
): HTMLButtonElement {
	return iconButton(icon, t(words), () => post({ type: 'media', action, turnId, index }));
}
