import { spawn } from 'node:child_process';
import process from 'node:process';

interface RunOptions {
	cwd?: string | undefined;
	env?: NodeJS.ProcessEnv | undefined;
}

/** Runs a program to its end and returns what it printed; throws with its last lines if it fails. */
export async function run(
	command: string,
	args: readonly string[],
	options: RunOptions = {},
): Promise<string> {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output: string[] = [];
	const errors: string[] = [];
	child.stdout.setEncoding('utf8').on('data', text => output.push(text));
	child.stderr.setEncoding('utf8').on('data', text => errors.push(text));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) {
		const tail = errors.join('').trimEnd().split('\n').slice(-12).join('\n');
		throw new Error(`${command} ${args.join(' ')} ended with code ${code}:\n${tail}`);
	}
	return output.join('');
}

/** Runs npm with the Node.js that runs this code. */
export function runNpm(args: readonly string[], cwd: string): Promise<string> {
	const cli = process.env['npm_execpath'];
	return cli?.endsWith('npm-cli.js')
		? run(process.execPath, [cli, ...args], { cwd })
		: run('npm', args, { cwd });
}
