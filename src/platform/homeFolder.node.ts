import { homedir } from 'node:os';

/** Of the machine that the extension runs on, where the workspace is, too. */
export function homeFolder(): string | undefined {
	return homedir();
}
