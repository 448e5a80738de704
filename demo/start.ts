import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { describeError } from '../test/host/describeError.ts';
import { projectRoot } from '../test/host/projectRoot.ts';
import type { Settings } from '../test/host/settings.ts';
import { startVSCodeServer } from '../test/host/vscodeServer.ts';
import { copyWorkspace, temporaryFolder } from '../test/host/workspace.ts';
import { openBrowser } from './openBrowser.ts';
import { startDemoServer } from './serve.ts';

/** `npm start`: a VS Code in the browser with the extension, a sample workspace and an endpoint. */

const defaultPort = 8377;

interface Endpoint {
	description: string;
	/** Undefined leaves the setting at its default, CometAPI. */
	baseUrl: string | undefined;
	env: Record<string, string>;
	close(): Promise<void>;
}

interface Place {
	folder: string;
	port: number;
	close(): Promise<void>;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: String(defaultPort) },
			'no-open': { type: 'boolean', default: false },
		},
	});
	const stopped = stopRequest();
	const place = await choosePlace(Number(values.port));
	const endpoint = await chooseEndpoint();
	try {
		const workspace = await copyWorkspace(join(place.folder, 'workspace'));
		const server = await startVSCodeServer({
			dataFolder: join(place.folder, 'data'),
			logFile: join(projectRoot, 'out', 'logs', 'start.log'),
			port: place.port,
			extension: projectRoot,
			defaultFolder: workspace,
			settings: { ...settings, 'cometGemini.baseUrl': endpoint.baseUrl },
			env: endpoint.env,
		});
		console.log(`\nVS Code with Comet Gemini:  ${server.origin}/\n`);
		console.log(`Endpoint:  ${endpoint.description}`);
		console.log(`Workspace: ${workspace}\n\nCtrl+C stops everything.`);
		if (!values['no-open']) {
			openBrowser(server.origin);
		}
		const end = await Promise.race([stopped, server.closed]);
		console.log(end ? '\nStopping …' : 'VS Code has ended; out/logs/start.log may say why.');
		await server.close();
	} finally {
		await endpoint.close();
		await place.close();
	}
}

const settings: Settings = {
	'workbench.startupEditor': 'readme',
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'git.openRepositoryInParentFolders': 'never',
};

/** Settles with true on the first signal to stop; a second one ends the process at once. */
function stopRequest(): Promise<true> {
	return new Promise(resolve => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.once(signal, () => {
				resolve(true);
				process.once(signal, () => process.exit(1));
			});
		}
	});
}

/** Data and workspace are kept from start to start, unless another start is using them now. */
async function choosePlace(port: number): Promise<Place> {
	if (await isFree(port)) {
		return {
			folder: join(projectRoot, '.vscode-test', `demo-${port}`),
			port,
			close: async () => undefined,
		};
	}
	console.log(`Port ${port} is in use: taking a free one, with fresh data that will not be kept.`);
	const folder = await temporaryFolder();
	return { folder, port: 0, close: () => rm(folder, { recursive: true, force: true }) };
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
		return true;
	} catch {
		return false;
	} finally {
		server.close();
	}
}

/** CometAPI with the key of COMETAPI_KEY, which goes to the extension by environment alone. */
async function chooseEndpoint(): Promise<Endpoint> {
	if (process.env['COMETAPI_KEY']) {
		return {
			description: 'https://api.cometapi.com, with the key of COMETAPI_KEY',
			baseUrl: undefined,
			env: { COMET_GEMINI_USE_ENV_KEY: '1' },
			close: async () => undefined,
		};
	}
	const demo = await startDemoServer();
	return {
		description: `the demo model at ${demo.origin}, which needs no key (or set COMETAPI_KEY)`,
		baseUrl: demo.origin,
		env: {},
		close: () => demo.close(),
	};
}

try {
	await main();
} catch (error) {
	console.error(describeError(error));
	process.exitCode = 1;
}
