import * as vscode from 'vscode';
import { failureCode, type StoreFiles } from './store/files.ts';

/**
 * A browser has no rename that replaces at once. It needs none: the store writes every change under a new
 * name, and reads the older file where the newer one is not whole.
 */
export function openStoreFiles(root: vscode.Uri): StoreFiles {
	const { fs } = vscode.workspace;
	const uri = (path: string) => vscode.Uri.joinPath(root, path);
	return {
		async list(folder) {
			const entries = await unlessMissing(fs.readDirectory(uri(folder)));
			return entries?.map(([name]) => name) ?? [];
		},
		read: file => unlessMissing(fs.readFile(uri(file))),
		async write(file, text) {
			await fs.writeFile(uri(file), new TextEncoder().encode(text));
		},
		async move(from, to) {
			await fs.rename(uri(from), uri(to));
		},
		async remove(path) {
			await unlessMissing(fs.delete(uri(path), { recursive: true }));
		},
	};
}

async function unlessMissing<T>(work: Thenable<T>): Promise<T | undefined> {
	try {
		return await work;
	} catch (error) {
		if (failureCode(error) === 'FileNotFound') {
			return undefined;
		}
		throw error;
	}
}
