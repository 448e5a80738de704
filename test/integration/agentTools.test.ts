import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { workspaceTools } from '../../src/platform/tools/workspaceTools.ts';

describe('the workspace tools of the panel', () => {
	const signal = new AbortController().signal;

	async function call(name: string, input: Record<string, unknown>): Promise<string> {
		const tool = workspaceTools().find(each => each.name === name);
		assert.ok(tool, name);
		return (await tool.invoke(input, signal)).text;
	}

	it('read lines of a file with their numbers', async () => {
		const text = await call('read_file', { path: 'src/schedule.ts', startLine: 1, endLine: 2 });
		assert.match(text, /^1: .*\n2: /);
	});

	it('refuse to leave the workspace, to follow its secrets, and wrong input', async () => {
		for (const path of ['../../etc/passwd', 'file:///etc/passwd', 'no/such/file.ts']) {
			await assert.rejects(call('read_file', { path }), /workspace/, path);
		}
		await assert.rejects(call('read_file', { path: '.env' }), /secrets/);
		await assert.rejects(call('read_file', { file: 'x' }), /Wrong input/);
	});

	it('do not follow a link that leads out of the workspace', async () => {
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		const { symlink, unlink } = await import('node:fs/promises');
		const link = vscode.Uri.joinPath(folder.uri, 'outside').fsPath;
		await symlink('/etc', link);
		try {
			await assert.rejects(call('read_file', { path: 'outside/hostname' }), /no file/);
		} finally {
			await unlink(link);
		}
	});

	it('list files and find text', async () => {
		assert.match(await call('list_files', { glob: '**/*.py' }), /src\/orbit\.py/);
		assert.match(
			await call('find_text', { text: 'findClashes', glob: 'src/*.ts' }),
			/src\/schedule\.ts:\d+: .*findClashes/,
		);
	});

	it('propose an edit only of a text that stands there once', async () => {
		await assert.rejects(
			call('edit_file', { path: 'src/schedule.ts', before: 'no such text', after: 'x' }),
			/does not stand in the file/,
		);
	});
});
