import { iconButton } from './dom.ts';
import { post } from './host.ts';
import { StreamingMarkdown } from './markdown/streamingMarkdown.ts';
import { t } from './strings.ts';

/** Markdown of the model inside `host`, with what the panel adds: links through VS Code, buttons on code. */
export function createAnswerText(host: HTMLElement): StreamingMarkdown {
	return new StreamingMarkdown(host, {
		onLink: href => post({ type: 'openLink', href }),
		decorateCodeBlock: block => {
			block.toolbar.append(
				iconButton('copy', t('copyCode'), () => post({ type: 'copyText', text: block.text() })),
			);
		},
	});
}
