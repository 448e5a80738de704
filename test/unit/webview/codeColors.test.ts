import assert from 'node:assert/strict';
import { createHost, page, usePage } from '../markdown/page.ts';
import { useFakeHost } from './fakeHost.ts';

/** What is observed, and who is told of what comes into view. */
const watched = new Set<Element>();
let tell: (entries: readonly { target: Element; isIntersecting: boolean }[]) => void;

class FakeObserver {
	constructor(onChange: typeof tell) {
		tell = onChange;
	}

	observe(element: Element): void {
		watched.add(element);
	}

	unobserve(element: Element): void {
		watched.delete(element);
	}
}

const CODE = '```ts\nlet a;\nlet b;\n```\n';

describe('the colours of an answer’s code', () => {
	const host = useFakeHost();

	before(() => {
		usePage();
		host.posted.length = 0;
		Object.assign(globalThis, {
			IntersectionObserver: FakeObserver,
			requestAnimationFrame: page.setTimeout.bind(page),
		});
	});

	it('are asked for again with another theme, until the answer goes: then nothing holds its code', async () => {
		const { TurnBody } = await import('../../../src/webview/turnBody.ts');
		const { recolor } = await import('../../../src/webview/codeColors.ts');
		const conversation = createHost();
		const bodies = ['first', 'second'].map(id => {
			const body = new TurnBody(id);
			conversation.append(body.element);
			body.append({ text: `Thinking\n\n${CODE}`, thought: true });
			body.append({ text: `${id}\n\n${CODE}` });
			body.append({ executableCode: { language: 'PYTHON', code: 'print(1)' } });
			body.end({ id, role: 'model', model: 'x', createdAt: 0, status: 'done', parts: [] });
			return body;
		});
		assert.equal(watched.size, 6);
		tell([...watched].map(target => ({ target, isIntersecting: true })));
		assert.equal(host.posted.length, 6);
		recolor();
		assert.equal(host.posted.length, 12);

		bodies[0]?.element.remove();
		bodies[0]?.dispose();
		assert.deepEqual(
			[...watched].map(element => bodies[1]?.element.contains(element)),
			[true, true, true],
		);
		recolor();
		assert.equal(host.posted.length, 15);
	});
});
