import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/**
 * Asks a child process that leads its own process group to end, waits until it has, by force
 * after five seconds, and ends what is left of the group.
 */
export async function stopProcessGroup(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		const exited = once(child, 'exit');
		child.kill('SIGTERM');
		const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
		await exited;
		clearTimeout(timer);
	}
	if (child.pid !== undefined && process.platform !== 'win32') {
		killGroup(child.pid);
	}
}

function killGroup(leader: number): void {
	try {
		process.kill(-leader, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
			throw error;
		}
	}
}
