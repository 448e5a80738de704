import type { CodeAction } from '../shared/protocol.ts';
import { h, iconButton } from './dom.ts';
import { post } from './host.ts';
import type { CodeBlock } from './markdown/codeBlock.ts';
import { t } from './strings.ts';

const SHELL = /^(sh|bash|zsh|shell|shellscript|console|powershell|ps1|pwsh|bat|cmd|fish)$/i;

/** The buttons of a code block. */
export function addCodeToolbar(block: CodeBlock): void {
	const { language } = block;
	const button = (icon: string, label: string, action: CodeAction) =>
		iconButton(icon, label, () => post({ type: 'code', action, text: block.text(), language }));
	const { toolbar } = block;
	toolbar.setAttribute('role', 'toolbar');
	toolbar.setAttribute('aria-label', t('codeActions'));
	toolbar.append(
		...(language === '' ? [] : [h('span', { class: 'code-language' }, language)]),
		...(/^mermaid$/i.test(language)
			? [button('open-preview', t('previewDiagram'), 'preview')]
			: []),
		...(SHELL.test(language) ? [button('terminal', t('runInTerminal'), 'run')] : []),
		button('insert', t('insertAtCursor'), 'insert'),
		button('git-compare', t('applyAsDiff'), 'apply'),
		button('new-file', t('newFile'), 'newFile'),
		button('copy', t('copyCode'), 'copy'),
	);
}
