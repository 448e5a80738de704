import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { installOnce } from './installOnce.ts';
import { cacheFolder, projectRoot } from './projectRoot.ts';
import { run } from './run.ts';

export interface PackagedChromium {
	executablePath: string;
	env: NodeJS.ProcessEnv;
}

/** Counts up when the steps below change. */
const recipe = 1;

/**
 * The Chromium of the npm package `@sparticuz/chromium`, unpacked by the first caller, with the
 * environment that it needs where the system has no NSS libraries or no fonts.
 */
export async function packagedChromium(): Promise<PackagedChromium> {
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new Error('The Chromium that comes with the tests is for Linux on x64.');
	}
	const manifest = join(projectRoot, 'node_modules/@sparticuz/chromium/package.json');
	const { version }: { version: string } = JSON.parse(await readFile(manifest, 'utf8'));
	const folder = join(cacheFolder(), `chromium-${version}-${recipe}`);
	await installOnce(folder, staging => unpack(staging, folder));
	const executablePath = join(folder, 'chromium');
	return { executablePath, env: await environment(folder, executablePath) };
}

/**
 * The package unpacks into the temporary folder, and its NSS libraries only where it takes the
 * machine for one of Amazon's: in a process of its own it can be told both.
 */
async function unpack(staging: string, target: string): Promise<void> {
	console.log('Unpacking the Chromium of the npm package @sparticuz/chromium, once …');
	const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
	await run(process.execPath, ['--input-type=module', '--eval', script], {
		cwd: projectRoot,
		env: {
			...process.env,
			TMPDIR: staging,
			AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
		},
	});
	await writeFile(join(staging, 'fonts', 'fonts.conf'), fontsConfiguration(target));
}

/** The package's own file names folders of Amazon's machines. */
function fontsConfiguration(folder: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${folder}/fonts</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

async function environment(folder: string, executable: string): Promise<NodeJS.ProcessEnv> {
	const fonts = existsSync('/etc/fonts/fonts.conf')
		? {}
		: { FONTCONFIG_PATH: join(folder, 'fonts') };
	const env = { ...process.env, ...fonts };
	const starts = await run(executable, ['--version'], { env }).then(
		() => true,
		() => false,
	);
	return starts ? env : { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
}
