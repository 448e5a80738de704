import { html, nothing, type TemplateResult } from 'lit';
import { ATTACHMENT_ICONS } from '../../shared/attachments.ts';
import type { ComposerAttachment } from '../../shared/protocol.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';

/** What goes with the next question: each chip opens what it names and can be taken away, also by key. */
export function attachmentList(
	attachments: readonly ComposerAttachment[],
	thumbnails: ReadonlyMap<string, string>,
): TemplateResult {
	return html`<ul class="attachments" aria-label=${t('attachments')}>
		${attachments.map(each => attachmentChip(each, thumbnails.get(each.id)))}
	</ul>`;
}

function attachmentChip(
	{ id, kind, label, title, cost, warning }: ComposerAttachment,
	thumbnail: string | undefined,
): TemplateResult {
	const remove = () => post({ type: 'detach', id });
	const onKeydown = (event: KeyboardEvent) => {
		if (event.key === 'Delete' || event.key === 'Backspace') {
			event.preventDefault();
			leave(event.target);
			remove();
		}
	};
	return html`<li class=${warning === undefined ? 'attachment' : 'attachment warned'} @keydown=${onKeydown}>
		<button type="button" class="attachment-name" title=${title} @click=${() => post({ type: 'openAttachment', id })}>
			${
				thumbnail === undefined
					? html`<i class="codicon codicon-${ATTACHMENT_ICONS[kind]}" aria-hidden="true"></i>`
					: html`<img class="thumbnail" src=${thumbnail} alt=${t('image')}>`
			}
			<span class="attachment-label">${label}</span>
			${cost === '' ? nothing : html`<small>${cost}</small>`}
			${warning === undefined ? nothing : html`<i class="codicon codicon-warning" role="img" aria-label=${warning}></i>`}
		</button>
		<button type="button" class="icon-button" title=${t('removeAttachment', label)} aria-label=${t('removeAttachment', label)}
			@click=${({ target }: Event) => {
				leave(target);
				remove();
			}}><i class="codicon codicon-close" aria-hidden="true"></i></button>
	</li>`;
}

/** The focus goes to the neighbour before the chip goes, so that it is not lost. */
function leave(target: EventTarget | null): void {
	const chip = target instanceof Element ? target.closest('.attachment') : null;
	const neighbour = chip?.nextElementSibling ?? chip?.previousElementSibling;
	const next =
		neighbour?.querySelector('button') ?? chip?.closest('form')?.querySelector('textarea');
	next?.focus();
}
