import assert from 'node:assert/strict';
import { useWorkbench } from './support/workbench.ts';

const CHAT_TIMEOUT = 60_000;

describe('Our models in the chat of VS Code, without an account', () => {
	const workbench = useWorkbench({
		viewport: { width: 1400, height: 900 },
		settings: { 'workbench.secondarySideBar.defaultVisibility': 'visible' },
	});
	const manager = () => workbench.page.locator('.models-widget');
	const responses = () =>
		workbench.page.locator('.interactive-item-container.interactive-response');
	const inputToolbar = () => workbench.page.locator('.chat-input-toolbars').first();
	const sentBodies = () =>
		workbench.demo.model.requests.flatMap(({ method, body }) =>
			method === 'POST' ? [Object(body)] : [],
		);

	/** As a person does it in *Manage Models*: name, key and address, one box after the other. */
	async function addGroup(name: string, key: string, baseUrl: string): Promise<void> {
		await workbench.page.getByText('Add Models', { exact: true }).click();
		await workbench.contextMenu.choose('Comet Gemini');
		for (const [title, value] of [
			['Group Name', name],
			['API Key', key],
			['Base URL', baseUrl],
		] as const) {
			await workbench.page.locator('.quick-input-title', { hasText: title }).waitFor();
			await workbench.quickInput.enter(value);
		}
	}

	/** VS Code begins with the first name of the alphabet; before it has one, its list is and stays empty. */
	async function chooseModel(name: string): Promise<void> {
		const picker = workbench.page.locator('.action-widget.action-widget-dropdown');
		const row = picker
			.locator('.monaco-list-row')
			.filter({ hasText: new RegExp(`${name}(?! Lite)`) });
		const isChosen = async () => {
			await workbench.page.locator('.chat-input-container .monaco-editor').first().click();
			await workbench.page.keyboard.press('Control+Alt+Period');
			await picker.getByPlaceholder('Search models').fill(name);
			return row
				.first()
				.click({ timeout: 3_000 })
				.then(
					() => true,
					() => false,
				);
		};
		while (!(await isChosen())) {
			await workbench.page.keyboard.press('Escape');
		}
		await picker.waitFor({ state: 'hidden' });
	}

	/** Asks in the chat and returns what the last answer shows when it is complete. */
	async function ask(text: string): Promise<string> {
		const before = sentBodies().length;
		await workbench.page.locator('.chat-input-container .monaco-editor').first().click();
		await workbench.page.keyboard.type(text);
		await workbench.page.keyboard.press('Enter');
		// VS Code asks for a title, too, now and then after the answer.
		while (
			!sentBodies()
				.slice(before)
				.some(body => JSON.stringify(body).includes(text))
		) {
			await workbench.page.waitForTimeout(50);
		}
		const answer = responses().last();
		await answer.and(workbench.page.locator(':not(.chat-response-loading)')).waitFor();
		await answer.locator('.chat-footer-toolbar').waitFor();
		return answer.innerText();
	}

	it('come with a group of one’s own; a wrong key is told where it was entered', async function () {
		// VS Code starts its own chat on the way, which is a large extension.
		this.timeout(120_000);
		await workbench.runCommand('Chat: Manage Language Models');
		await manager().waitFor();
		await addGroup('Mine', 'demo-key', workbench.demo.origin);
		await manager()
			.getByText(/3\.8 Flash/)
			.first()
			.waitFor({ timeout: CHAT_TIMEOUT });
		await addGroup('A wrong key', 'bad-key', workbench.demo.origin);
		await manager()
			.getByText(/did not accept the API key/)
			.first()
			.waitFor();
		await workbench.screenshot('native chat models');
		await workbench.page.locator('.monaco-modal-editor-block .codicon-close').first().click();
	});

	it('answer in Ask', async () => {
		await workbench.runCommand('Chat: Open Chat (Ask)');
		await chooseModel('Gemini 3.5 Flash');
		const answer = await ask('Compare tea and coffee');
		assert.match(answer, /Fit with what you have/);
		await workbench.screenshot('native chat ask');
	});

	it('think as the picker beside the model says', async () => {
		await inputToolbar()
			.getByText(/^(Workspace|High)$/)
			.click();
		await workbench.page.locator('.context-view').getByText('High', { exact: true }).click();
		await workbench.page.mouse.move(0, 0);
		await workbench.page.keyboard.press('Escape');
		await inputToolbar().getByText('High', { exact: true }).waitFor();
		const before = sentBodies().length;
		const levels = () =>
			sentBodies()
				.slice(before)
				.map(({ generationConfig }) => generationConfig.thinkingConfig?.thinkingLevel);
		// VS Code shows at once what is picked, but stores it before it counts.
		for (const text of ['Hello', 'And now?', 'Once more']) {
			await ask(text);
			if (levels().includes('HIGH')) {
				return;
			}
		}
		assert.fail(`sent: ${levels()}`);
	});

	it('call tools in Agent, and go on with what they returned', async () => {
		await workbench.runCommand('Chat: Open Chat (Agent)');
		const answer = await ask(`Please read_file ${workbench.workspace}/README.md`);
		await workbench.screenshot('native chat agent');
		const { contents, tools } = sentBodies().findLast(body => body.tools) ?? {};
		assert.ok(tools[0].functionDeclarations.length > 20);
		assert.match(JSON.stringify(contents.at(-1)), /"functionResponse":\{"id":"fc_/);
		assert.match(JSON.stringify(contents), /"thoughtSignature":"(?!skip)/);
		assert.match(answer, /read_file[\s\S]*returned/);
	});

	it('say in words what was refused', async () => {
		const answer = await ask('Hello [[scenario:model-retired]]');
		assert.match(answer, /The endpoint does not know this model/);
		assert.doesNotMatch(answer, /\n\s+at /);
	});

	it('answer in the inline chat of an editor', async () => {
		await workbench.openFile('src/schedule.ts');
		await workbench.editors.selectLines(10, 12);
		await workbench.page.keyboard.press('ControlOrMeta+I');
		await workbench.page.getByText('Modify selected code').first().waitFor();
		const before = sentBodies().length;
		await workbench.page.keyboard.type('Rename clashes to conflicts');
		await workbench.page.keyboard.press('Enter');
		await workbench.page.getByText('A real model would answer in three steps').first().waitFor();
		await workbench.screenshot('native chat inline');
		assert.ok(sentBodies().length > before);
	});
});
