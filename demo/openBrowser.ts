import { spawn } from 'node:child_process';
import process from 'node:process';

/** Opens an address in the default browser where there is a desktop, and does nothing elsewhere. */
export function openBrowser(url: string): void {
	const command = opener();
	if (command) {
		const [program, ...args] = command;
		spawn(program, [...args, url], { stdio: 'ignore', detached: true })
			// The address stands on the terminal: whoever has no opener opens it by hand.
			.once('error', () => undefined)
			.unref();
	}
}

function opener(): [string, ...string[]] | undefined {
	switch (process.platform) {
		case 'darwin':
			return ['open'];
		case 'win32':
			return ['rundll32', 'url.dll,FileProtocolHandler'];
		default:
			// On a console xdg-open would start a text browser over this terminal.
			return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
	}
}
