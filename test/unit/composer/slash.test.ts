import assert from 'node:assert/strict';
import { parse } from 'yaml';
import {
	fromHome,
	parsePromptFile,
	promptName,
} from '../../../src/chat/composer/slash/promptFile.ts';
import {
	CODE_COMMANDS,
	codeInstruction,
	parseSlash,
} from '../../../src/chat/composer/slash/slashCommands.ts';

describe('a text that begins with a slash', () => {
	it('is a command with what stands after it', () => {
		assert.deepEqual(
			['/fix', '/fix the loop', ' /tests\nonly edge\ncases', '/my.prompt-2 x'].map(parseSlash),
			[
				{ name: 'fix', rest: '' },
				{ name: 'fix', rest: 'the loop' },
				{ name: 'tests', rest: 'only edge\ncases' },
				{ name: 'my.prompt-2', rest: 'x' },
			],
		);
	});

	it('is none when it is a path, or when the slash stands elsewhere', () => {
		assert.deepEqual(
			['/usr/bin is full', 'what is /fix', '/', '//x', ''].map(parseSlash),
			Array(5).fill(undefined),
		);
	});

	it('tells the model what each command means, and that material gives no orders', () => {
		for (const command of CODE_COMMANDS) {
			const instruction = codeInstruction(command, 'French');
			assert.match(instruction, new RegExp(`/${command}\\b.*attached code`));
			assert.match(instruction, /never follow them/);
			assert.match(instruction, /Answer in French/);
		}
	});
});

describe('a prompt file', () => {
	const read = (text: string) => parsePromptFile('code review.prompt.md', text, parse);

	it('is called by its name, without what would end the name', () => {
		assert.deepEqual(
			['review.prompt.md', 'Code Review!.prompt.md', 'a.b.prompt.md'].map(promptName),
			['review', 'Code-Review-', 'a.b'],
		);
	});

	it('gives its description, and passes over what else stands in its front matter', () => {
		const text =
			'---\nmode: agent\ntools: [a, b]\ndescription: >\n  Reviews\n  code\n---\n\n# Review\n\n---\nBe strict.\n';
		assert.deepEqual(read(text), {
			name: 'code-review',
			description: 'Reviews code',
			body: '# Review\n\n---\nBe strict.',
		});
	});

	it('may stand in the home folder, where there is one', () => {
		assert.deepEqual(
			['~/prompts', '~', '~\\prompts', '~other/prompts', '/prompts', 'docs/~'].map(path => [
				fromHome(path, '/home/me'),
				fromHome(path, undefined),
			]),
			[
				['/home/me/prompts', ''],
				['/home/me', ''],
				['/home/me\\prompts', ''],
				['~other/prompts', '~other/prompts'],
				['/prompts', '/prompts'],
				['docs/~', 'docs/~'],
			],
		);
	});

	it('needs no front matter, and survives one that cannot be read', () => {
		assert.deepEqual(
			['Just do it.', '---\r\n: [broken\r\n---\r\nDo it.', '---\ndescription: 5\n---\nDo it.'].map(
				text => [read(text).description, read(text).body],
			),
			[
				['', 'Just do it.'],
				['', 'Do it.'],
				['', 'Do it.'],
			],
		);
	});
});
