import assert from 'node:assert/strict';
import type { Node } from 'oxc-parser';
import { ENGINE_TEXTS } from '../../../src/platform/engineTexts.ts';
import { hardCodedTexts } from './texts/hardCoded.ts';
import { sources } from './texts/sources.ts';
import { nameOf, nodesOf, textOf } from './texts/syntax.ts';

/** Files in `src` with texts that read like language and are not for people, by the reason. */
const NOT_FOR_PEOPLE: readonly (readonly [reason: string, files: readonly string[]])[] = [
	[
		'the model reads it',
		[
			'chat/composer/attachmentText.ts',
			'chat/composer/slash/slashCommands.ts',
			'chat/composer/slash/slashQuestions.ts',
			'conversations/agent/toolRunner.ts',
			'explain/answerLanguage.ts',
			'explain/gather.ts',
			'explain/problems.ts',
			'explain/prompt.ts',
			'gemini/history.ts',
			'gemini/schema/hints.ts',
			'json/batch/batchPrompt.ts',
			'json/prompt.ts',
			'json/repair/repairPrompt.ts',
			'json/schema/typePrompt.ts',
			'languageModel/contents.ts',
			'languageModel/contributedTools.ts',
			'platform/dataParts.ts',
			'platform/tools/diffSections.ts',
			'platform/tools/editTool.ts',
			'platform/tools/gitDiff.ts',
			'platform/tools/workspaceTools.ts',
		],
	],
	[
		'the log keeps it',
		[
			'gemini/chunkReader.ts',
			'gemini/nextStep.ts',
			'languageModel/respond.ts',
			'platform/store/recordFiles.ts',
			'platform/store/records.ts',
			'platform/store/turnFiles.ts',
		],
	],
	[
		'it went over the wire',
		['chat/inspection.ts', 'conversations/wireRecorder.ts', 'platform/help/connectionChecks.ts'],
	],
	[
		'platform/engineTexts translates it',
		[
			'gemini/checkKey.ts',
			'gemini/fetchFailure.ts',
			'gemini/transport.ts',
			'platform/engineTexts.ts',
		],
	],
	[
		'code, ids, names of themes or classes',
		[
			'chat/highlight/themes.ts',
			'conversations/markdownText.ts',
			'explain/names.ts',
			'gemini/schema/fates.ts',
			'gemini/schema/gather.ts',
			'json/validation/schemaValidator.ts',
			'json/validation/validator.node.ts',
			'languageModel/signatureMemory.ts',
			'platform/failureMessage.ts',
			'platform/keyActions.ts',
			'platform/settingTarget.ts',
			'platform/store/fileConversationStore.ts',
			'platform/webviewHtml.ts',
			'webview/codeRun.ts',
			'webview/composer/fileDrop.ts',
			'webview/find/regexSearch.ts',
			'webview/find/textBlocks.ts',
			'webview/find/textIndex.ts',
			'webview/markdown/inlineDom.ts',
			'webview/markdown/plainView.ts',
			'webview/thoughtFold.ts',
			'webview/welcome.ts',
		],
	],
	['the panel passes its own', ['webview/markdown/context.ts']],
];
const EXCUSED = new Set(NOT_FOR_PEOPLE.flatMap(([, files]) => files.map(file => `src/${file}`)));

/** What is put in to be found, and where. */
const PLANTED: readonly (readonly [what: string, source: string])[] = [
	['a message', "vscode.window.showInformationMessage('done');"],
	['a button of a message', "window.showErrorMessage(l10n.t('Failed'), 'retry');"],
	['a title', "const options = { title: 'pick' };"],
	['a placeholder', "showQuickPick(items, { placeHolder: isOpen ? l10n.t('a') : 'choose' });"],
	['a label with an icon', 'const item = { label: `$(add) new` };'],
	['a tool tip', "item.tooltip = 'open';"],
	['a sentence that is returned', "const words = () => 'Nothing was found.';"],
	['a sentence in an array', "lines.push(['The answer is empty'].join(''));"],
	['a piece of a template', 'const words = `${count} files left`;'],
	['a word with a capital', "const heading = 'Sources';"],
	['a value put into a translated text', "l10n.t('{0} files', 'No more');"],
	['an output channel', "window.createOutputChannel('answers', { log: true });"],
	['a text node', 'html`<p>Hello</p>`;'],
	['a text beside an expression', 'html`<p>${count} tokens</p>`;'],
	['an attribute', 'html`<button aria-label="send"></button>`;'],
	['an expression in an attribute', 'html`<i title=${isOpen ? "close" : label}></i>`;'],
	['an expression between elements', 'html`<b>${isOn ? "yes" : t("no")}</b>`;'],
	['an attribute of an element', "h('button', { 'aria-label': 'copy' });"],
	['a child of an element', "h('button', { class: 'icon' }, 'copy');"],
	['an attribute that is set', "button.setAttribute('title', 'copy');"],
	['a text that is set', "label.textContent = 'thinking';"],
];

const HARMLESS: readonly (readonly [what: string, source: string])[] = [
	['a translated text', "window.showInformationMessage(l10n.t('It is done.'));"],
	['the key of a text', "html`<p>${t('thinking')}</p>`;"],
	['a class', 'html`<p class=${isOn ? "tool on" : "tool"}>${label}</p>`;'],
	['a selector', "element.querySelector('main article');"],
	['a comparison', "if (event.key === 'Escape') { close(); }"],
	['a line of the log', "log.warn('not stored: no room');"],
	['an error for those who develop', "throw new TypeError('Not an id');"],
	['a type', "type Reason = 'Not found';"],
	['a name', "const item = { label: 'CometAPI' };"],
	['an import', "import { a } from 'Some thing';"],
];

/** What the demo says comes as if from an endpoint: it is no text of the extension. */
describe('A text that no translation reaches', function () {
	this.timeout(30_000);

	for (const [what, source] of PLANTED) {
		it(`is found: ${what}`, () => {
			assert.equal(hardCodedTexts('planted.ts', source).length, 1);
		});
	}

	for (const [what, source] of HARMLESS) {
		it(`is not seen in ${what}`, () => {
			assert.deepEqual(hardCodedTexts('harmless.ts', source), []);
		});
	}

	it('stands nowhere in the sources', async () => {
		const found: string[] = [];
		const needless = new Set(EXCUSED);
		for (const [file, source] of await sources('src/!(demoModel)/**/*.ts', 'src/*.ts')) {
			for (const { line, text, isShown } of hardCodedTexts(file, source)) {
				if (!isShown && EXCUSED.has(file)) {
					needless.delete(file);
				} else {
					found.push(`${file}:${line} ${text}`);
				}
			}
		}
		assert.deepEqual({ found, needless: [...needless] }, { found: [], needless: [] });
	});
});

describe('What the engine says of failures', () => {
	it('is known to those who translate it', async function () {
		this.timeout(30_000);
		const said = new Set<string>();
		for (const [file, source] of await sources('src/{gemini,languageModel}/**/*.ts')) {
			for (const { node } of nodesOf(file, source)) {
				if (node.type === 'CallExpression' && nameOf(node.callee) === 'geminiError') {
					const [, message] = node.arguments;
					said.add((message && templateOf(message)) ?? '');
				}
			}
		}
		const known: readonly string[] = ENGINE_TEXTS;
		assert.deepEqual(
			[...said].filter(text => /\p{L}{2}/u.test(text) && !known.includes(text)),
			[],
		);
	});
});

/** A text with slots for its expressions, as `l10n.t` takes it; `undefined` where it is not written here. */
function templateOf(node: Node): string | undefined {
	return node.type === 'TemplateLiteral'
		? node.quasis
				.map(({ value }, index) => `${index === 0 ? '' : `{${index - 1}}`}${value.cooked}`)
				.join('')
		: textOf(node);
}
