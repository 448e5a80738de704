import { codePlaceOf } from '../shared/codePlace.ts';
import { forgetColors, requestColors } from './codeColors.ts';
import { addCodeToolbar } from './codeToolbar.ts';
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
		isTarget: code => codePlaceOf(code) !== undefined,
		onLink: href => post({ type: 'openLink', href }),
		onCodeBlock: (block, change) => {
			if (!decorated.has(block)) {
				decorated.add(block);
				addCodeToolbar(block);
			}
			if (change === 'removed') {
				forgetColors(block);
			} else {
				requestColors(block);
			}
		},
	});
}
