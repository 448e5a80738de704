import { html, nothing, type TemplateResult } from 'lit';
import { ATTACHMENT_ICONS, type Attachment } from '../shared/attachments.ts';
import type { InlineData } from '../shared/content.ts';
import type { UserTurn } from '../shared/conversation.ts';
import { dataUri } from '../shared/dataUri.ts';
import { post } from './host.ts';
import { t } from './strings.ts';

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** What went with a question. */
export function attachedList(turn: UserTurn): TemplateResult | typeof nothing {
	const attached = (turn.attachments ?? []).map((each, index) => ({ each, index }));
	const shown = attached.filter(({ each }) => each.kind !== undefined);
	return shown.length === 0
		? nothing
		: html`<ul class="attachments sent" aria-label=${t('attachments')}>
				${shown.map(({ each, index }) => attachedChip(each, index, turn))}
			</ul>`;
}

/** Pictures and the like that tools gave; each opens in VS Code's own viewer. */
export function resultMedia({ id, parts }: UserTurn): TemplateResult | typeof nothing {
	const media = parts.flatMap(({ inlineData }) => inlineData ?? []);
	return media.length === 0
		? nothing
		: html`<ul class="attachments sent" aria-label=${t('attachments')}>
				${media.map(
					(each, index) => html`<li class="attachment">
						<button type="button" class="attachment-name" title=${t('openMedia')}
							@click=${() => post({ type: 'media', action: 'open', turnId: id, index })}>
							${pictureOr('file-media', each)}
							<span class="attachment-label">${each.mimeType}</span>
						</button>
					</li>`,
				)}
			</ul>`;
}

function attachedChip(
	{ kind = 'file', label, detail, part = -1 }: Attachment,
	index: number,
	{ id, parts }: UserTurn,
): TemplateResult {
	const media = parts[part]?.inlineData;
	return html`<li class="attachment">
		<button type="button" class="attachment-name" title=${detail ?? label}
			@click=${() => post({ type: 'openAttached', turnId: id, index })}>
			${pictureOr(ATTACHMENT_ICONS[kind], media)}
			<span class="attachment-label">${label}</span>
		</button>
	</li>`;
}

function pictureOr(icon: string, media: InlineData | undefined): TemplateResult {
	// The page is given no data of what it cannot show.
	return media !== undefined && SHOWN.test(media.mimeType) && media.data !== ''
		? html`<img class="thumbnail" src=${dataUri(media)} alt=${t('image')}>`
		: html`<i class="codicon codicon-${icon}" aria-hidden="true"></i>`;
}
