import assert from 'node:assert/strict';
import { shownCommand } from '../../../src/chat/shownCommand.ts';

describe('A command before it is run', () => {
	it('is shown as it is', () => {
		assert.deepEqual(shownCommand("echo '😀 é' > a.txt"), {
			text: "echo '😀 é' > a.txt",
			isWhole: true,
			isOneLine: true,
		});
	});

	it('of several lines, or with keys in it, runs as soon as a terminal has it', () => {
		const isOneLine = (command: string) => shownCommand(command).isOneLine;
		assert.deepEqual(['a\nb', 'a\r', 'a\tb', 'a\u0003', 'a\u001b[200~', 'a b'].map(isOneLine), [
			false,
			false,
			false,
			false,
			false,
			true,
		]);
	});

	it('hides nothing: characters without a shape are named', () => {
		assert.equal(
			shownCommand('ls\n\techo 👩‍🚀 \u202eexe.cod\u0008\u001b[A\u200b\u2028\r').text,
			'ls\n\techo 👩‍🚀 \\u{202e}exe.cod\\u{8}\\u{1b}[A\\u{200b}\\u{2028}\\u{d}',
		);
	});

	it('says when it is longer than what is shown', () => {
		assert.equal(shownCommand('x'.repeat(2_000)).isWhole, true);
		const { text, isWhole } = shownCommand(`${'x'.repeat(2_000)}; rm -rf ~`);
		assert.deepEqual([text, isWhole], [`${'x'.repeat(2_000)}…`, false]);
	});
});
