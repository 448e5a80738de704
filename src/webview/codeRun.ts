import type { CodeExecutionResult, ExecutableCode } from '../shared/content.ts';
import { requestColors } from './codeColors.ts';
import { addCodeToolbar } from './codeToolbar.ts';
import { h, icon } from './dom.ts';
import { CodeBlock } from './markdown/codeBlock.ts';
import { t } from './strings.ts';

/** Code that the model wrote and ran at the endpoint, in the editor's colours. */
export function createCodeRun({ code, language = '' }: ExecutableCode): HTMLElement {
	const name = /^[A-Z_]+$/.test(language) ? language.toLowerCase() : '';
	const block = new CodeBlock(name === 'language_unspecified' ? '' : name, 0);
	block.append(code.endsWith('\n') ? code : `${code}\n`);
	block.close();
	block.element.tabIndex = 0;
	addCodeToolbar(block);
	requestColors(block);
	const title = block.language === '' ? t('codeRun') : t('codeRunIn', block.language);
	return fold('run', icon('play'), title, h('div', { class: 'markdown' }, block.container));
}

/** What the code printed, or how it failed. */
export function createCodeResult({ outcome, output }: CodeExecutionResult): HTMLElement {
	const isGood = outcome === 'OUTCOME_OK';
	const title = isGood ? t('codeResult') : t('codeFailed');
	const words = output?.trimEnd() || outcome;
	return fold(
		isGood ? 'result' : 'result failed',
		icon(isGood ? 'check' : 'error'),
		title,
		h('pre', { tabindex: '0' }, h('code', {}, words)),
	);
}

function fold(kind: string, sign: HTMLElement, title: string, content: HTMLElement): HTMLElement {
	return h(
		'details',
		{ class: `fold ${kind}`, open: '' },
		h('summary', {}, sign, ` ${title}`),
		content,
	);
}
