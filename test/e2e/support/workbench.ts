import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { type DemoServer, startDemoServer } from '../../../demo/serve.ts';
import { launchBrowser } from '../../host/browser.ts';
import { projectRoot } from '../../host/projectRoot.ts';
import { overrideSettings, type Settings } from '../../host/settings.ts';
import { startVSCodeServer, type VSCodeServer } from '../../host/vscodeServer.ts';
import { workbenchUrl } from '../../host/workbenchUrl.ts';
import { copyWorkspace, temporaryFolder } from '../../host/workspace.ts';
import { ContextMenu } from './contextMenu.ts';
import { Editors } from './editors.ts';
import { QuickInput } from './quickInput.ts';
import { RefactorPreview } from './refactorPreview.ts';
import { until } from './until.ts';
import { WindowErrors } from './windowErrors.ts';

export interface WorkbenchOptions {
	/** Absolute path of the folder to open a copy of, instead of the sample workspace. */
	workspace?: string | undefined;
	/** Path in it of a `.code-workspace` file to open in its place. */
	workspaceFile?: string | undefined;
	/** Address of a folder to open in its place that is on no disk. */
	virtualFolder?: string | undefined;
	/** The user's settings, besides the demo server as endpoint and a window without distractions. */
	settings?: Settings | undefined;
	/** Absolute paths of extensions to be installed beside this one. */
	otherExtensions?: readonly string[] | undefined;
	/** Environment variables of the extension host. */
	env?: Readonly<Record<string, string>> | undefined;
	viewport?: { width: number; height: number } | undefined;
	/** Absolute path of the unpacked extension, instead of the project itself. */
	extension?: string | undefined;
	/** Absolute path of a package to install in its place. */
	vsix?: string | undefined;
	/** Lets VS Code ask whether the workspace is to be trusted. */
	workspaceTrust?: boolean | undefined;
	/** How much VS Code and its extensions log, as `trace`. */
	logLevel?: string | undefined;
	/** Called before the window loads anything. */
	onPage?: ((page: Page) => Promise<void>) | undefined;
	/** Language that the extension speaks, as `fr`; VS Code itself speaks English. */
	language?: string | undefined;
}

const themes = {
	dark: ['Default Dark Modern', 'vs-dark'],
	light: ['Default Light Modern', 'vs'],
	'high contrast': ['Default High Contrast', 'hc-black'],
	'high contrast light': ['Default High Contrast Light', 'hc-light'],
} as const;

const quietWindow: Settings = {
	'workbench.startupEditor': 'none',
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.enableExperiments': false,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'git.openRepositoryInParentFolders': 'never',
	'workbench.reduceMotion': 'on',
	'typescript.disableAutomaticTypeAcquisition': true,
	'editor.cursorBlinking': 'solid',
	'editor.minimap.enabled': false,
	// Else the extension host looks for new ports without end, which takes a twentieth of a core.
	'remote.autoForwardPortsSource': 'output',
	// One language server for each window is enough.
	'typescript.tsserver.useSyntaxServer': 'never',
};

/** What a window that is open consists of. */
interface OpenWindow {
	page: Page;
	demo: DemoServer;
	quickInput: QuickInput;
	contextMenu: ContextMenu;
	editors: Editors;
	errors: WindowErrors;
	folder: string;
	server: VSCodeServer;
}

/**
 * A VS Code window with the extension, on a fresh copy of a workspace and fresh data, and the demo
 * server as its endpoint: what an e2e test acts on as a person does. See {@link useWorkbench}.
 */
export class Workbench {
	readonly #options: WorkbenchOptions;
	readonly #cleanups: (() => Promise<unknown>)[] = [];
	#window: OpenWindow | undefined;
	#settingsChanges = 0;

	constructor(options: WorkbenchOptions = {}) {
		this.#options = options;
	}

	get page(): Page {
		return this.#opened.page;
	}

	/** The endpoint that the extension is set to. */
	get demo(): DemoServer {
		return this.#opened.demo;
	}

	get quickInput(): QuickInput {
		return this.#opened.quickInput;
	}

	get contextMenu(): ContextMenu {
		return this.#opened.contextMenu;
	}

	get editors(): Editors {
		return this.#opened.editors;
	}

	get refactorPreview(): RefactorPreview {
		return new RefactorPreview(this.page);
	}

	get errors(): WindowErrors {
		return this.#opened.errors;
	}

	/** Absolute path of the workspace's copy. */
	get workspace(): string {
		return join(this.#opened.folder, 'workspace');
	}

	/** Where VS Code keeps its settings, state and logs. */
	get dataFolder(): string {
		return join(this.#opened.folder, 'data');
	}

	/** The VS Code server that the window belongs to. */
	get server(): VSCodeServer {
		return this.#opened.server;
	}

	/** All that the window and its processes write, the home folder included, lies in this folder. */
	get folder(): string {
		return this.#opened.folder;
	}

	/** The messages in the lower right corner, which go after a while, or those of the open list. */
	get notifications(): Locator {
		return this.page.locator(
			':is(.notifications-toasts, .notifications-center) .notification-list-item',
		);
	}

	/** Opens the list of all messages, also of those that have gone. */
	async showNotifications(): Promise<void> {
		await this.runCommand('Notifications: Show Notifications');
	}

	/** The page in the side bar: a page says nowhere what it belongs to, but it lies over its place. */
	get chatView(): FrameLocator {
		return activeFrame(this.page.locator(`${extensionPage}:left-of(.part.editor)`));
	}

	/** The page in the editor tab that is shown. */
	get chatEditor(): FrameLocator {
		return activeFrame(this.page.locator(`${extensionPage}:right-of(.part.sidebar)`));
	}

	/** VS Code's own preview of Markdown. */
	get markdownPreview(): FrameLocator {
		return activeFrame(
			this.page.locator('iframe.webview.ready[src*="markdown-language-features"]'),
		);
	}

	/** Opens the window and waits until the extension is in it. */
	async open(): Promise<void> {
		const { settings, env, workspaceTrust, viewport, language, logLevel, onPage } = this.#options;
		const folder = await temporaryFolder();
		// What VS Code has started may still write when it is told to end.
		this.#cleanups.push(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
		const demo = await startDemoServer({ pace: 5 });
		this.#cleanups.push(() => demo.close());
		const server = await startVSCodeServer({
			dataFolder: join(folder, 'data'),
			logFile: join(projectRoot, 'out', 'logs', 'e2e-server.log'),
			settings: { ...quietWindow, 'cometGemini.baseUrl': demo.origin, ...settings },
			// Extensions that come with VS Code leave files in the home folder.
			env: { HOME: folder, ...env },
			workspaceTrust,
			language,
			extension: this.#options.extension ?? projectRoot,
			vsix: this.#options.vsix,
			otherExtensions: this.#options.otherExtensions,
		});
		this.#cleanups.push(() => server.close());
		const browser = await launchBrowser();
		this.#cleanups.push(() => browser.close());
		const context = await browser.newContext({
			viewport: viewport ?? { width: 1280, height: 800 },
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		this.#cleanups.push(() => context.close());
		const page = await context.newPage();
		const quickInput = new QuickInput(page);
		this.#window = {
			page,
			demo,
			quickInput,
			contextMenu: new ContextMenu(page),
			editors: new Editors(page, quickInput),
			errors: new WindowErrors(page),
			folder,
			server,
		};
		await onPage?.(page);
		const folderCopy = await copyWorkspace(this.workspace, this.#options.workspace);
		const { workspaceFile = '', virtualFolder } = this.#options;
		const workspace = virtualFolder ?? join(folderCopy, workspaceFile);
		await page.goto(workbenchUrl({ origin: server.origin, workspace, logLevel }));
		await this.#whenReady();
	}

	/** Ends everything that `open` has started, also when it failed half-way. */
	async close(): Promise<void> {
		for (const cleanup of this.#cleanups.splice(0).reverse()) {
			await cleanup();
		}
		this.#window = undefined;
	}

	/** Reloads the window as a person does, so that VS Code stores what it restores afterwards. */
	async reload(): Promise<void> {
		const loaded = this.page.waitForEvent('load');
		await this.runCommand('Developer: Reload Window');
		await loaded;
		await this.#whenReady();
	}

	/** Runs a command through the palette; see {@link QuickInput.runCommand}. */
	runCommand(title: string): Promise<void> {
		return this.quickInput.runCommand(title);
	}

	/** Begins a conversation in the side bar and waits until the composer has the focus. */
	async newConversation(): Promise<void> {
		const button = this.page.locator('.part.sidebar .title').getByRole('button', {
			name: 'New Conversation',
		});
		// The button is the shorter way, when the panel is there.
		await ((await button.isVisible())
			? button.click()
			: this.runCommand('Comet Gemini: New Conversation'));
		await this.chatView.locator('article').first().waitFor({ state: 'detached' });
		await this.chatView.locator('textarea[aria-label="Message to Gemini"]:focus').waitFor();
	}

	/** Opens a file of the workspace and waits for its text. */
	async openFile(path: string): Promise<void> {
		await this.quickInput.openFile(path);
		const name = path.split('/').at(-1) ?? path;
		await this.page.locator('.tab.active', { hasText: name }).waitFor();
		// The tab comes first: for a moment, the editor still has the text of the file before.
		await this.editors.active
			.and(this.page.locator(`[data-uri$="/${name}"]`))
			.locator('.view-line')
			.first()
			.waitFor();
	}

	/**
	 * Changes settings while the window is open, see {@link overrideSettings}, and waits until the window
	 * has them, as its title shows; it tells the extensions before it tells them anything else.
	 */
	async changeSettings(settings: Settings): Promise<void> {
		const title = `Settings ${++this.#settingsChanges}`;
		await overrideSettings(this.dataFolder, { ...settings, 'window.title': title });
		await until(async () => (await this.page.title()) === title);
	}

	async setTheme(theme: keyof typeof themes): Promise<void> {
		const [id, className] = themes[theme];
		await this.changeSettings({ 'workbench.colorTheme': id });
		await this.page.locator(`.monaco-workbench.${className}`).waitFor();
	}

	async setViewport(width: number, height: number): Promise<void> {
		await this.page.setViewportSize({ width, height });
	}

	/** Saves what the window shows as `out/screenshots/<name>.png`. */
	async screenshot(name: string): Promise<void> {
		const file = name.replaceAll(/[^\w-]+/g, '-').toLowerCase();
		await this.page.screenshot({ path: join(projectRoot, 'out/screenshots', `${file}.png`) });
	}

	get #opened(): OpenWindow {
		if (!this.#window) {
			throw new Error('The window is not open.');
		}
		return this.#window;
	}

	async #whenReady(): Promise<void> {
		await this.page.locator('.activitybar [aria-label^="Comet Gemini"]').first().waitFor();
	}
}

const extensionPage = 'iframe.webview.ready[src*="extensionId=comet-gemini.comet-gemini"]';

function activeFrame(outer: Locator): FrameLocator {
	return outer.filter({ visible: true }).contentFrame().frameLocator('#active-frame');
}

/**
 * Opens a window for the tests of the `describe` that this is called in. Each of them fails when
 * the window has errors ({@link WindowErrors}); of one that fails a screenshot is kept, also when it
 * passes the next time.
 */
export function useWorkbench(options?: WorkbenchOptions): Workbench {
	const workbench = new Workbench(options);
	before(() => workbench.open());
	afterEach(async function () {
		const test = this.currentTest;
		// One that is going to be tried again has no state.
		if (test && test.state !== 'passed' && !test.isPending()) {
			await workbench.screenshot(`failed ${test.fullTitle()}`);
		}
		workbench.errors.assertNone();
	});
	after(async () => {
		// A rejection counts as unhandled, and is logged, when a second has passed.
		await setTimeout(1200);
		workbench.errors.assertNone();
	});
	after(() => workbench.close());
	return workbench;
}
