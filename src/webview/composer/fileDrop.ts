import { MAX_MEDIA_BYTES } from '../../shared/protocol.ts';
import { post } from '../host.ts';

/** VS Code's explorer, tabs and search give their files under the first name. */
const URI_LISTS = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Takes files that are dropped anywhere on the page; `mark` shows where they would go. */
export function takeDrops(page: HTMLElement, mark: (isOver: boolean) => void): void {
	page.addEventListener('dragover', event => {
		if (holdsFiles(event.dataTransfer)) {
			event.preventDefault();
			mark(true);
		}
	});
	page.addEventListener('dragleave', event => {
		if (event.relatedTarget === null) {
			mark(false);
		}
	});
	page.addEventListener('drop', event => {
		mark(false);
		if (takeFiles(event.dataTransfer)) {
			event.preventDefault();
		}
	});
}

/** Whether there was something to attach. */
export function takeFiles(transfer: DataTransfer | null): boolean {
	const uris = urisOf(transfer);
	const files = [...(transfer?.files ?? [])];
	if (uris.length > 0) {
		post({ type: 'attachUris', uris });
	} else {
		void Promise.all(files.map(attachFile));
	}
	return uris.length + files.length > 0;
}

function holdsFiles(transfer: DataTransfer | null): boolean {
	return ['Files', ...URI_LISTS].some(type => transfer?.types.includes(type) === true);
}

function urisOf(transfer: DataTransfer | null): string[] {
	const lists = URI_LISTS.map(type => transfer?.getData(type) ?? '');
	const list = lists.find(each => each !== '') ?? '';
	return list.split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'));
}

/** What cannot be read any more, e.g. a folder, is said by the host as an empty file would be. */
async function attachFile(file: File): Promise<void> {
	const { name, size, type: mimeType } = file;
	const data = size > MAX_MEDIA_BYTES ? '' : await base64Of(file);
	post({ type: 'attachData', name, mimeType, size, data });
}

/** The browser does it faster than we could, and without blocking the page. */
function base64Of(file: File): Promise<string> {
	return new Promise(resolve => {
		const reader = new FileReader();
		const finish = () => {
			const url = typeof reader.result === 'string' ? reader.result : '';
			resolve(url.slice(url.indexOf(',') + 1));
		};
		reader.addEventListener('load', finish);
		reader.addEventListener('error', finish);
		reader.readAsDataURL(file);
	});
}
