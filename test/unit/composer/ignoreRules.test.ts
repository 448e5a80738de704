import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { IgnoreRules } from '../../../src/chat/composer/ignoreRules.ts';

const IGNORE_FILES: Readonly<Record<string, string>> = {
	'': [
		'# a comment',
		'*.log',
		'!keep.log',
		'/only-root.txt',
		'build/',
		'docs/*.pdf',
		'a/**/z.ts',
		'**/cache',
		'\\#hash',
		'\\!bang',
		'space\\ ',
		'trailing   ',
		'[ab].txt',
		'{x,y}.txt',
		'deep/**',
		'!deep/kept/',
		'*.tmp',
	].join('\n'),
	packages: '!inner.log\n/local\n*.gen.ts\n',
	'packages/core': '!wanted.gen.ts\r\n',
};

const PATHS = [
	'error.log',
	'keep.log',
	'src/error.log',
	'src/keep.log',
	'only-root.txt',
	'src/only-root.txt',
	'build/out.js',
	'src/build/out.js',
	'src/build',
	'docs/a.pdf',
	'docs/more/a.pdf',
	'a/z.ts',
	'a/b/c/z.ts',
	'a/b/c/y.ts',
	'cache/x',
	'src/cache/x',
	'#hash',
	'!bang',
	'space ',
	'trailing',
	'a.txt',
	'c.txt',
	'x.txt',
	'{x,y}.txt',
	'deep/a',
	'deep/kept/a',
	'packages/inner.log',
	'packages/local/a',
	'packages/core/local',
	'packages/a.gen.ts',
	'packages/core/wanted.gen.ts',
	'packages/core/other.gen.ts',
	'.hidden.tmp',
	'src/index.ts',
];

describe('the rules of .gitignore files', () => {
	let folder = '';

	before(() => {
		folder = mkdtempSync(join(tmpdir(), 'comet-gemini-ignore-'));
		execFileSync('git', ['init', '-q', folder]);
		for (const [base, text] of Object.entries(IGNORE_FILES)) {
			mkdirSync(join(folder, base), { recursive: true });
			writeFileSync(join(folder, base, '.gitignore'), text);
		}
		for (const path of PATHS.filter(each => each !== 'src/build')) {
			mkdirSync(join(folder, dirname(path)), { recursive: true });
			writeFileSync(join(folder, path), '');
		}
	});
	after(() => rmSync(folder, { recursive: true, force: true }));

	it('leave out what Git itself leaves out', () => {
		const files = PATHS.filter(each => each !== 'src/build');
		const rules = new IgnoreRules();
		for (const [base, text] of Object.entries(IGNORE_FILES)) {
			rules.add(base, text);
		}
		assert.deepEqual(
			files.filter(path => rules.isIgnored(path)),
			files.filter(path => isIgnoredByGit(path)),
		);
	});

	it('for folders hold for folders only', () => {
		const rules = new IgnoreRules();
		rules.add('', 'build/');
		assert.deepEqual(
			[rules.isIgnored('build'), rules.isIgnored('build', true), rules.isIgnored('build/a')],
			[false, true, true],
		);
	});

	function isIgnoredByGit(path: string): boolean {
		try {
			execFileSync('git', ['check-ignore', '-q', '--no-index', path], { cwd: folder });
			return true;
		} catch {
			return false;
		}
	}
});
