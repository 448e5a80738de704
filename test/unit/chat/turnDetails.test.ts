import assert from 'node:assert/strict';
import { turnDetails } from '../../../src/chat/turnDetails.ts';
import type { ModelTurn } from '../../../src/shared/conversation.ts';
import { plainL10n } from '../plainL10n.ts';

const words = { l10n: plainL10n, language: 'en-US' };

function answer(facts: Partial<ModelTurn> = {}): ModelTurn {
	return {
		id: 'm',
		role: 'model',
		model: 'gemini-3.5-flash',
		createdAt: Date.UTC(2026, 10, 22),
		parts: [],
		status: 'done',
		...facts,
	};
}

/** Section → label → value; the local time of asking is left out. */
function told(turn: ModelTurn, price?: Parameters<typeof turnDetails>[1]) {
	return Object.fromEntries(
		turnDetails(turn, price, words).map(({ title, rows }) => [
			title,
			Object.fromEntries(
				rows.filter(({ label }) => label !== 'Asked').map(({ label, value }) => [label, value]),
			),
		]),
	);
}

describe('the details of an answer', () => {
	it('say that only the summaries of thinking were left out', () => {
		assert.deepEqual(told(answer({ adjustments: ['includeThoughts'] }))['Along the way'], {
			'Sent again': 'without the summaries of thoughts, which the endpoint refused',
		});
	});

	it('tell all that the endpoint said, and reckon thoughts as output', () => {
		const { createdAt } = answer();
		const turn = answer({
			firstTokenAt: createdAt + 1_250,
			endedAt: createdAt + 3_250,
			finish: { reason: 'STOP', message: 'Done.' },
			usage: {
				prompt: 1_000_000,
				promptDetails: [
					{ modality: 'TEXT', tokens: 900_000 },
					{ modality: 'IMAGE', tokens: 100_000 },
				],
				cached: 500_000,
				toolUsePrompt: 200,
				thoughts: 600_000,
				candidates: 400_000,
				candidatesDetails: [{ modality: 'HOLOGRAM', tokens: 400_000 }],
				total: 2_000_200,
				trafficType: 'ON_DEMAND',
				serviceTier: 'standard',
			},
			meta: {
				modelVersion: 'gemini-3.5-flash-001',
				responseId: 'abc',
				createTime: '2026-11-22T00:00:00Z',
				modelStatus: { stage: 'DEPRECATED', retirementTime: '2026-12-01T00:00:00Z' },
			},
			safety: [
				{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'LOW', probabilityScore: 0.123 },
				{
					category: 'HARM_CATEGORY_NEW',
					probability: 'ASTRONOMIC',
					blocked: true,
					severity: 'HARM_SEVERITY_LOW',
				},
			],
			logprobs: { average: -0.105 },
			adjustments: ['thinking'],
			warnings: ['odd'],
		});
		assert.deepEqual(told(turn, { inputPerMillion: 0.5, outputPerMillion: 3 }), {
			Tokens: {
				Prompt: '1,000,000 (text 900,000, images 100,000)',
				'of it cached': '500,000',
				'Results of tools': '200',
				Thoughts: '600,000',
				Answer: '400,000 (hologram 400,000)',
				Together: '2,000,200',
			},
			Price: {
				In: '$0.5001',
				'Out, with thoughts': '$3.00',
				Together: '$3.5001',
				Reckoned: 'at the catalogue’s price, without discounts',
			},
			Time: {
				'To the first token': '1.25 s',
				'To the end': '3.25 s',
				Speed: '500,000 tokens/s',
			},
			Answer: {
				'Model asked': 'gemini-3.5-flash',
				'Model that answered': 'gemini-3.5-flash-001',
				'Being retired': 'DEPRECATED — 2026-12-01T00:00:00Z',
				End: 'STOP — Done.',
				'Average log-probability': '-0.105 (90% a token)',
				'Response id': 'abc',
				'Created at the endpoint': '2026-11-22T00:00:00Z',
				'Traffic type': 'ON_DEMAND',
				'Service tier': 'standard',
			},
			Safety: {
				Harassment: 'low 12.3%',
				HARM_CATEGORY_NEW: 'ASTRONOMIC · severity: HARM_SEVERITY_LOW · blocked',
			},
			'Along the way': {
				'Sent again': 'without the thinking level, which the endpoint refused',
				Warning: 'odd',
			},
		});
	});

	it('leave out what is not known', () => {
		assert.deepEqual(told(answer()), {
			Answer: { 'Model asked': 'gemini-3.5-flash' },
			Time: {},
		});
	});

	it('count an answer of several requests by what was paid for', () => {
		const usage = { prompt: 10, requests: 2, billedPrompt: 1_000_020, candidates: 0, total: 40 };
		const { Tokens, Price } = told(answer({ usage }), { inputPerMillion: 1, outputPerMillion: 1 });
		assert.deepEqual(
			{ Tokens, in: Price?.['In'] },
			{
				Tokens: {
					Prompt: '10',
					Answer: '0',
					Together: '40',
					Requests: '2',
					'Prompt of all requests': '1,000,020',
				},
				in: '$1.00',
			},
		);
	});
});
