import { html, nothing, type TemplateResult } from 'lit';
import { ATTACHMENT_ICONS, type Attachment } from '../shared/attachments.ts';
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

function attachedChip(
	{ kind = 'file', label, detail, part = -1 }: Attachment,
	index: number,
	{ id, parts }: UserTurn,
): TemplateResult {
	const media = parts[part]?.inlineData;
	return html`<li class="attachment">
		<button type="button" class="attachment-name" title=${detail ?? label}
			@click=${() => post({ type: 'openAttached', turnId: id, index })}>
			${
				media !== undefined && SHOWN.test(media.mimeType)
					? html`<img class="thumbnail" src=${dataUri(media)} alt=${t('image')}>`
					: html`<i class="codicon codicon-${ATTACHMENT_ICONS[kind]}" aria-hidden="true"></i>`
			}
			<span class="attachment-label">${label}</span>
		</button>
	</li>`;
}
