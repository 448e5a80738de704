import { h, iconButton } from './dom.ts';
import { post } from './host.ts';
import type { CodeBlock } from './markdown/codeBlock.ts';
import { StreamingMarkdown } from './markdown/streamingMarkdown.ts';
import { t } from './strings.ts';

/** Markdown of the model inside `host`, with what the panel adds: links through VS Code, buttons on code. */
export function createAnswerText(host: HTMLElement): StreamingMarkdown {
	const decorated = new WeakSet<CodeBlock>();
	return new StreamingMarkdown(host, {
		headingLevel: 3,
		labels: {
			codeBlock: language => (language === '' ? t('code') : t('codeIn', language)),
			table: t('table'),
			image: t('image'),
		},
		onLink: href => post({ type: 'openLink', href }),
		onCodeBlock: block => {
			if (!decorated.has(block)) {
				decorated.add(block);
				addToolbar(block);
			}
		},
	});
}

function addToolbar(block: CodeBlock): void {
	block.container.prepend(
		h(
			'div',
			{ class: 'code-toolbar', role: 'toolbar', 'aria-label': t('codeActions') },
			h('span', { class: 'code-language' }, block.language),
			iconButton('copy', t('copyCode'), () => post({ type: 'copyText', text: block.text() })),
		),
	);
}
