import process from 'node:process';
import { pathToFileURL } from 'node:url';

/**
 * Runs the VS Code server whose main file is the first argument, and ends it with the process that
 * started it, however that ended. The server leads a process group of its own, which takes its
 * extension hosts along even when they hang.
 */

const [main = '', ...args] = process.argv.slice(2);

process.once('disconnect', () => {
	process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
});
process.argv.splice(1, Number.POSITIVE_INFINITY, main, ...args);
await import(pathToFileURL(main).href);
