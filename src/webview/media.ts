import type { InlineData } from '../shared/content.ts';
import { dataUri } from '../shared/dataUri.ts';
import type { MediaAction } from '../shared/protocol.ts';
import { copyImage } from './copyImage.ts';
import { h, icon, iconButton } from './dom.ts';
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
export function createMedia(media: InlineData, place: MediaPlace): HTMLElement {
	const { mimeType } = media;
	const { isDraft } = place;
	const shown = SHOWN.test(mimeType)
		? h('img', {
				alt: isDraft ? t('draft') : t('generatedImage'),
				src: dataUri(media),
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
			...(shown instanceof HTMLImageElement ? [copyButton(shown)] : []),
			mediaButton('save', 'saveMedia', 'save', place),
			mediaButton('insert', 'insertMediaLink', 'insertLink', place),
			mediaButton('markdown', 'copyMediaLink', 'copyLink', place),
			mediaButton('go-to-file', 'openMedia', 'open', place),
		),
	);
}

/** Says itself whether it worked: what is on the clipboard cannot be seen. */
function copyButton(image: HTMLImageElement): HTMLButtonElement {
	const say = (sign: string, words: string) => {
		button.replaceChildren(icon(sign));
		button.title = words;
		button.setAttribute('aria-label', words);
	};
	const button = iconButton('copy', t('copyImage'), () => {
		copyImage(image).then(
			() => say('check', t('copied')),
			() => say('error', t('copyImageFailed')),
		);
	});
	button.addEventListener('blur', () => say('copy', t('copyImage')));
	return button;
}

function mediaButton(
	icon: string,
	words: 'saveMedia' | 'insertMediaLink' | 'copyMediaLink' | 'openMedia',
	action: MediaAction,
	{ turnId, index }: MediaPlace,
): HTMLButtonElement {
	return iconButton(icon, t(words), () => post({ type: 'media', action, turnId, index }));
}
