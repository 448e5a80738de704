import assert from 'node:assert/strict';
import { translateFailure } from '../../../src/platform/engineTexts.ts';

/** Marks what was translated, and shows the values it was given. */
const marking = {
	t: (message: unknown, ...values: unknown[]) => [`«${String(message)}»`, ...values].join('|'),
};

describe('The engine’s own words for a failure', () => {
	it('are translated, with what the engine filled in', () => {
		assert.deepEqual(
			[
				'The endpoint sent an empty response.',
				'The endpoint was silent for 300 seconds.',
				'a.example redirects to b.example, which is not followed because the key belongs to a.example. Check the base URL.',
			].map(message => translateFailure(message, marking)),
			[
				'«The endpoint sent an empty response.»',
				'«The endpoint was silent for {0} seconds.»|300',
				'«{0} redirects to {1}, which is not followed because the key belongs to {2}. Check the base URL.»|a.example|b.example|a.example',
			],
		);
	});

	it('are told from the words of an endpoint, which stay as they are', () => {
		for (const message of [
			'API key not valid.',
			'Stopped. {0}',
			'The endpoint sent nothing.',
			'',
		]) {
			assert.equal(translateFailure(message, marking), message);
		}
	});
});
