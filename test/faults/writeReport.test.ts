import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chunkAttackCount } from '../attacks/chunks.ts';
import { markdownAttacks } from '../attacks/corpus.ts';
import { projectRoot } from '../host/projectRoot.ts';
import { readFigures } from './figures.ts';

const count = (number: number) => number.toLocaleString('en');

/** Runs last, by its name. */
describe('docs/RELIABILITY.md', () => {
	it('gets the figures of this run', async function () {
		const figures = [...(await readFigures())].sort((a, b) => a.what.localeCompare(b.what));
		if (figures.length < 10) {
			console.log('      skipped: not all of the tests before have passed');
			this.skip();
		}
		const rows = figures.map(
			({ what, count: number, holds }) => `| ${what} | ${count(number)} | ${holds} |`,
		);
		await writeFile(
			join(projectRoot, 'docs', 'RELIABILITY.md'),
			`# Reliability

What was tried, how often, and what held each time. \`npm run test:faults\` tries it again and writes the first table; it takes some minutes.

## Faults, damage and load

| tried | times | what held |
|---|---:|---|
${rows.join('\n')}

A real VS Code: \`test/e2e/faults/hostCrash.test.ts\` kills the extension host ten times while an answer streams. Every conversation opens again, and at most 2 s of the answer are missing.

Under each of these loads the extension host works at most 50 ms at a stretch, 150 ms for a single event of more than 8 MB. It is counted in processor time, so that a busy machine does not matter.

Settings: \`test/unit/platform/hostileSettings.test.ts\` gives every setting values of the wrong type, out of range, endless, or made to lead elsewhere. Each becomes what it may be, none changes another, and no request leaves for an endpoint that was not named.

## Attacks

\`npm run test:e2e -- --files attacks\` renders these in the real page of the panel and watches all frames for scripts, requests, windows and violations of the content security policy; the unit tests render them whole and in pieces.

| tried | times | what held |
|---|---:|---|
| attacks in Markdown, HTML, SVG, addresses, formulas and code fences | ${count(markdownAttacks.length)} | nothing runs, loads or leads elsewhere than it says |
| attacks in sources, suggestions, citations, code, calls, media and refusals | ${count(chunkAttackCount)} | the same, also after a reload |

Tools of the panel stay in the workspace: paths and globs that lead out, links that lead out and files that hold secrets are refused, and no file changes without a yes (\`test/integration/agentTools.test.ts\`).

## The key

\`npm run test:e2e -- --files markedKey\` enters a marked key and uses it at every door with the log at trace level, with refusals, pages and streams that quote it, a redirect and another endpoint. Then it searches every file that VS Code wrote, the workspace with its exports, the logs, all frames and their messages, the browser's storage, the clipboard, command lines and environments, and every request: the key is in the one header to its origin, and nowhere else. A workspace, trusted or not, that names another endpoint gets neither a request nor the key.
`,
		);
	});
});
