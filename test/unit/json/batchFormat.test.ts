import assert from 'node:assert/strict';
import { BATCH_FORMATS, renderItems } from '../../../src/json/batch/batchFormat.ts';

describe('renderItems', () => {
	it('writes items as a list, a line each, or a table', () => {
		const items = [{ id: 1, name: 'a,b' }, { id: 2 }];
		assert.deepEqual(
			BATCH_FORMATS.map(format => renderItems(items, format)),
			[
				'[\n  {\n    "id": 1,\n    "name": "a,b"\n  },\n  {\n    "id": 2\n  }\n]\n',
				'{"id":1,"name":"a,b"}\n{"id":2}\n',
				'id,name\n1,"a,b"\n2,\n',
			],
		);
	});
});
