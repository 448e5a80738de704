import type { GroundingSource } from '../../shared/events.ts';
import { t } from '../strings.ts';

/** Google hides the address of a page behind this one; the title then names the site. */
const REDIRECT = /^vertexaisearch\.cloud\.google\.com$/;

/** The words for a source: what it is called and where it is from. */
export function sourceNames(source: GroundingSource): {
	readonly title: string;
	readonly site: string;
} {
	const { title, uri, domain, documentName, pageNumber, kind } = source;
	const host = URL.parse(uri ?? '')?.host.replace(/^www\./, '') ?? '';
	const name = title || documentName || domain || uri || t('unnamed');
	const site = kind === 'maps' ? t('place') : (domain ?? (REDIRECT.test(host) ? '' : host));
	const page = pageNumber === undefined ? '' : t('pageNumber', pageNumber);
	return { title: name, site: [site === name ? '' : site, page].filter(Boolean).join(', ') };
}

export const SOURCE_ICONS: Readonly<Record<GroundingSource['kind'], string>> = {
	web: 'globe',
	maps: 'location',
	retrieved: 'book',
	image: 'file-media',
	unknown: 'link',
};

export function percent(share: number): string {
	return share.toLocaleString(document.documentElement.lang || 'en', { style: 'percent' });
}
