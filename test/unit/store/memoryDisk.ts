import { createNodeFiles, type NodeFileSystem } from '../../../src/platform/atomicFile.node.ts';
import type { StoreFiles } from '../../../src/platform/store/files.ts';

export interface Step {
	readonly operation: 'read' | 'list' | 'create' | 'write' | 'sync' | 'rename' | 'remove' | 'mkdir';
	readonly path: string;
	/** Bytes, for `write`. */
	readonly size: number;
}

/** What goes wrong at a step, and how many bytes of a write get through before; without, no file is made. */
export interface Failure {
	readonly error: Error;
	readonly bytes?: number | undefined;
}

export type Faults = (step: Step) => Failure | undefined;

interface StoredFile {
	bytes: Uint8Array;
	isSynced: boolean;
}

export function systemError(code: string): Error {
	return Object.assign(new Error(`${code}: made up`), { code });
}

/** A disk whose every operation can fail, and which forgets what was not flushed when the power goes. */
export class MemoryDisk {
	readonly steps: Step[] = [];
	faults: Faults = () => undefined;
	private files = new Map<string, StoredFile>();
	private folders = new Set<string>();

	/** Through the algorithm of the Node host: temporary file, flush, rename. */
	nodeFiles(): StoreFiles {
		return createNodeFiles('/', this.fileSystem());
	}

	/** As a browser writes: straight to the name, so that a file may be there in part. */
	webFiles(): StoreFiles {
		return {
			list: async folder => this.children(`/${folder}`) ?? [],
			read: async file => {
				this.step('read', `/${file}`);
				return this.files.get(`/${file}`)?.bytes;
			},
			write: async (file, text) => {
				this.put(`/${file}`, text);
				this.get(`/${file}`).isSynced = true;
			},
			move: async (from, to) => this.rename(`/${from}`, `/${to}`),
			remove: async path => this.removeAll(`/${path}`),
		};
	}

	/** Another disk with the same files, e.g. to try several faults from the same state. */
	copy(): MemoryDisk {
		const copy = new MemoryDisk();
		copy.files = new Map([...this.files].map(([path, file]) => [path, { ...file }]));
		copy.folders = new Set(this.folders);
		return copy;
	}

	powerCut(): void {
		for (const file of this.files.values()) {
			if (!file.isSynced) {
				file.bytes = file.bytes.slice(0, file.bytes.length / 2);
			}
		}
	}

	paths(): string[] {
		return [...this.files.keys()].sort();
	}

	read(path: string): string {
		return new TextDecoder().decode(this.get(path).bytes);
	}

	overwrite(path: string, content: string | Uint8Array): void {
		const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
		this.files.set(path, { bytes, isSynced: true });
	}

	delete(path: string): void {
		this.files.delete(path);
	}

	/** Somebody clears the whole storage away, with its folders. */
	clear(): void {
		this.files.clear();
		this.folders.clear();
	}

	private fileSystem(): NodeFileSystem {
		return {
			open: async path => {
				this.step('create', path);
				if (!this.folders.has(path)) {
					this.requireFolder(path);
					this.files.set(path, { bytes: new Uint8Array(), isSynced: false });
				}
				return {
					writeFile: async text => this.put(path, text),
					sync: async () => {
						this.step('sync', path);
						const file = this.files.get(path);
						if (file) {
							file.isSynced = true;
						}
					},
					close: async () => undefined,
				};
			},
			readFile: async path => {
				this.step('read', path);
				return this.get(path).bytes;
			},
			readdir: async path => {
				const names = this.children(path);
				if (names === undefined) {
					throw systemError('ENOENT');
				}
				return names;
			},
			rename: async (from, to) => this.rename(from, to),
			rm: async path => this.removeAll(path),
			mkdir: async path => {
				this.step('mkdir', path);
				this.folders.add(path);
			},
			stat: async () => ({ mtimeMs: Date.now() }),
		};
	}

	private step(operation: Step['operation'], path: string, size = 0): void {
		const step = { operation, path, size };
		this.steps.push(step);
		const failure = this.faults(step);
		if (failure !== undefined) {
			throw failure.error;
		}
	}

	private put(path: string, text: string): void {
		const bytes = new TextEncoder().encode(text);
		const step: Step = { operation: 'write', path, size: bytes.length };
		this.steps.push(step);
		const failure = this.faults(step);
		const written = failure === undefined ? bytes.length : failure.bytes;
		if (written !== undefined) {
			this.files.set(path, { bytes: bytes.slice(0, written), isSynced: false });
		}
		if (failure !== undefined) {
			throw failure.error;
		}
	}

	private rename(from: string, to: string): void {
		this.step('rename', from);
		const file = this.get(from);
		this.requireFolder(to);
		this.files.delete(from);
		this.files.set(to, file);
	}

	private removeAll(path: string): void {
		this.step('remove', path);
		for (const each of [...this.files.keys()]) {
			if (each === path || each.startsWith(`${path}/`)) {
				this.files.delete(each);
			}
		}
	}

	private children(folder: string): string[] | undefined {
		this.step('list', folder);
		const paths = [...this.files.keys(), ...this.folders];
		const inside = paths.filter(path => path.startsWith(`${folder}/`));
		const names = inside.map(path => path.slice(folder.length + 1).split('/', 1)[0] ?? '');
		return this.folders.has(folder) || names.length > 0 ? [...new Set(names)] : undefined;
	}

	private requireFolder(path: string): void {
		const folder = path.slice(0, path.lastIndexOf('/'));
		if (![...this.folders].some(each => each === folder || each.startsWith(`${folder}/`))) {
			throw systemError('ENOENT');
		}
	}

	private get(path: string): StoredFile {
		const file = this.files.get(path);
		if (file === undefined) {
			throw systemError('ENOENT');
		}
		return file;
	}
}
