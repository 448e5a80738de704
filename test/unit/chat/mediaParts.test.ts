import assert from 'node:assert/strict';
import { markdownImage, mediaFileName, turnMedia } from '../../../src/chat/mediaParts.ts';
import type { Turn } from '../../../src/shared/conversation.ts';

const png = (data: string) => ({ mimeType: 'image/png', data });

const turns: Turn[] = [
	{ id: 'q', role: 'user', createdAt: 0, parts: [{ text: 'Draw a Füchsin: “rouge”, please!' }] },
	{ id: 't', role: 'user', createdAt: 0, parts: [{ text: 'result' }], isToolResults: true },
	{
		id: 'm',
		role: 'model',
		model: 'x',
		createdAt: 0,
		status: 'done',
		parts: [
			{ text: 'hm', thought: true },
			{ inlineData: png('QQ=='), thought: true },
			{ text: 'here' },
			{ inlineData: png('Qk0='), thoughtSignature: 's' },
		],
	},
];

describe('the media of an answer', () => {
	it('are counted through all parts, drafts included', () => {
		assert.deepEqual(
			[0, 1, 2].map(index => turnMedia({ turns }, 'm', index)),
			[
				{ media: png('QQ=='), isDraft: true, question: 'Draw a Füchsin: “rouge”, please!' },
				{ media: png('Qk0='), isDraft: false, question: 'Draw a Füchsin: “rouge”, please!' },
				undefined,
			],
		);
		assert.equal(turnMedia({ turns }, 'nobody', 0), undefined);
	});

	it('are named after the question, with endings that come from us and never from the answer', () => {
		const name = (question: string, mimeType = 'image/png') =>
			mediaFileName({ media: { mimeType, data: '' }, isDraft: false, question });
		assert.deepEqual(
			[
				name('Draw a Füchsin: “rouge”, please!'),
				name('../../etc/passwd'),
				name('絵を描いて', 'image/jpeg'),
				name('', 'application/x-sh'),
			],
			['draw-a-füchsin-rouge-please.png', 'etc-passwd.png', '絵を描いて.jpg', 'gemini.bin'],
		);
	});

	it('are linked from where the Markdown stands', () => {
		const link = (file: string, folder: string, text = 'a') =>
			markdownImage(file.split('/'), folder === '' ? [] : folder.split('/'), text);
		assert.deepEqual(
			[
				link('w/a.png', 'w'),
				link('w/images/a.png', 'w/docs/deep'),
				link('w/a b (1)#?.png', 'w'),
				link('w/a.png', 'w', 'x [y]\nz'),
				link('a.png', ''),
			],
			[
				'![a](a.png)',
				'![a](../../images/a.png)',
				'![a](a%20b%20%281%29%23%3F.png)',
				'![x \\[y\\] z](a.png)',
				'![a](a.png)',
			],
		);
	});
});
