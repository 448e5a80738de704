import { cp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passingFolder } from './installOnce.ts';
import { projectRoot } from './projectRoot.ts';

/** A new empty folder among the system's temporary ones, which the caller removes. */
export async function temporaryFolder(): Promise<string> {
	return passingFolder(join(await realpath(tmpdir()), 'comet-gemini'));
}

/** Copies the sample workspace, or another folder, to `target`, but over no file that is there. */
export async function copyWorkspace(target: string, source = sampleWorkspace): Promise<string> {
	await cp(source, target, { recursive: true, force: false });
	return target;
}

const sampleWorkspace = join(projectRoot, 'demo', 'workspace');
