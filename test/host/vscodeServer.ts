import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { installLanguage } from './language.ts';
import { projectRoot } from './projectRoot.ts';
import { run } from './run.ts';
import { type Settings, writeSettings } from './settings.ts';
import { stopProcessGroup } from './stopProcessGroup.ts';
import { type PreparedVSCode, prepareVSCode } from './vscodePackage.ts';

export interface VSCodeServerOptions {
	/** Where VS Code keeps settings, state and logs; made if need be, kept when the server stops. */
	dataFolder: string;
	/** What the server prints is appended to this file. */
	logFile: string;
	settings?: Settings | undefined;
	/** Added to the environment of the server and so of the extension host. */
	env?: Readonly<Record<string, string>> | undefined;
	/** Absolute path of an extension that is to be found installed. */
	extension?: string | undefined;
	/** Absolute paths of others. */
	otherExtensions?: readonly string[] | undefined;
	/** Absolute path of a package to install, in place of `extension`. */
	vsix?: string | undefined;
	/** Absolute path of the folder that a window opens whose address names none. */
	defaultFolder?: string | undefined;
	/** Lets the address of a window name an extension and tests to run; hides notifications. */
	testDriver?: boolean | undefined;
	/** A free port is taken when none is given. */
	port?: number | undefined;
	/** Language that extensions speak, as `fr`. */
	language?: string | undefined;
	/** Asks whether the workspace can be trusted; otherwise every workspace is. */
	workspaceTrust?: boolean | undefined;
}

export interface VSCodeServer {
	/** `http://127.0.0.1:<port>` */
	origin: string;
	/** Settles when the server ends, by itself or through `close`. */
	closed: Promise<void>;
	/** Its process, which leads a process group of its own. */
	pid: number;
	/** Ends the server and every process that it started. */
	close(): Promise<void>;
}

const startTimeout = 60_000;

const serverProcess = join(projectRoot, 'out', 'tools', 'test', 'host', 'serverProcess.js');

/** Starts the VS Code server on loopback; fetches VS Code first when this is the first time. */
export async function startVSCodeServer(options: VSCodeServerOptions): Promise<VSCodeServer> {
	const vscode = await prepareVSCode();
	await writeSettings(options.dataFolder, options.settings ?? {});
	await (options.vsix === undefined
		? installExtension(options)
		: installPackage(vscode, options.vsix, options));
	if (options.language) {
		await installLanguage(options.dataFolder, options.language);
	}
	// Sockets and scratch files of VS Code and its language servers go where the data goes.
	const temporary = join(options.dataFolder, 'tmp');
	await mkdir(temporary, { recursive: true });
	await mkdir(dirname(options.logFile), { recursive: true });
	const child = spawn(vscode.node, serverArguments(vscode.main, options), {
		env: serverEnvironment(temporary, options.env),
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		detached: process.platform !== 'win32',
	});
	const closed = new Promise<void>(resolve => child.once('exit', () => resolve()));
	try {
		const port = await listening(child, options.logFile);
		return {
			origin: `http://127.0.0.1:${port}`,
			closed,
			pid: child.pid ?? 0,
			close: () => stopProcessGroup(child),
		};
	} catch (error) {
		await stopProcessGroup(child);
		throw error;
	}
}

function serverArguments(main: string, options: VSCodeServerOptions): string[] {
	return [
		serverProcess,
		main,
		...['--host', '127.0.0.1'],
		...['--port', String(options.port ?? 0)],
		'--without-connection-token',
		'--accept-server-license-terms',
		...['--disable-telemetry', '--telemetry-level', 'off'],
		...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
		...(options.language ? ['--locale', options.language] : []),
		...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
		...(options.defaultFolder ? ['--default-folder', options.defaultFolder] : []),
		...['--server-data-dir', options.dataFolder],
		...['--extensions-dir', extensionsFolder(options)],
	];
}

const extensionsFolder = ({ dataFolder }: VSCodeServerOptions) => join(dataFolder, 'extensions');

/** A link stands for the installed copy, so that a reloaded window takes what was built meanwhile. */
async function installExtension(options: VSCodeServerOptions): Promise<void> {
	const folder = extensionsFolder(options);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	if (options.extension) {
		await symlink(options.extension, join(folder, 'comet-gemini.comet-gemini'), 'junction');
	}
	for (const other of options.otherExtensions ?? []) {
		await symlink(other, join(folder, `test.${basename(other)}`), 'junction');
	}
}

/** As a person installs a package from a file. */
async function installPackage(
	vscode: PreparedVSCode,
	vsix: string,
	options: VSCodeServerOptions,
): Promise<void> {
	await rm(extensionsFolder(options), { recursive: true, force: true });
	await run(vscode.node, [
		vscode.main,
		...['--install-extension', vsix],
		...['--server-data-dir', options.dataFolder],
		...['--extensions-dir', extensionsFolder(options)],
	]);
}

/** The environment without what a surrounding VS Code or debugger has put there for itself. */
function serverEnvironment(
	temporary: string,
	added: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
	);
	const place = process.platform === 'linux' ? { TMPDIR: temporary } : {};
	return { ...Object.fromEntries(inherited), ...place, ...added };
}

/** Waits until the server is ready and returns its port. */
function listening(child: ChildProcess, logFile: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const log = createWriteStream(logFile, { flags: 'a' });
		let output = '';
		let ready = false;
		const fail = (reason: string) =>
			reject(new Error(`The VS Code server ${reason}:\n${output.slice(-2000)}\n(${logFile})`));
		const timer = setTimeout(() => fail('was not ready in a minute'), startTimeout);
		const read = (text: string) => {
			log.write(text);
			if (ready) {
				return;
			}
			output += text;
			const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
			if (port && output.includes('Extension host agent started')) {
				ready = true;
				clearTimeout(timer);
				resolve(Number(port));
			}
		};
		child.stdout?.setEncoding('utf8').on('data', read);
		child.stderr?.setEncoding('utf8').on('data', read);
		child.once('error', error => fail(`did not start (${error.message})`));
		child.once('close', code => {
			clearTimeout(timer);
			log.end();
			fail(`ended with code ${code}`);
		});
	});
}
