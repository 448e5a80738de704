export const schema = {
	type: 'array',
	items: {
		type: 'object',
		properties: {
			id: { type: 'integer' },
			name: { type: 'string' },
			tags: { type: 'array', items: { type: 'string' } },
			place: {
				type: 'object',
				properties: { latitude: { type: 'number' }, longitude: { type: 'number' } },
				required: ['latitude', 'longitude'],
			},
			visited: { type: 'boolean' },
		},
		required: ['id', 'name', 'tags', 'place'],
	},
};

/** An array of records, about so many characters long. */
export function jsonText(length: number): string {
	const records: string[] = [];
	for (let id = 0, size = 2; size < length; id++) {
		const record = JSON.stringify({
			id,
			name: `Observatory \u201c${id}\u201d with a name`,
			tags: ['comet', 'telescope', `year ${1900 + (id % 120)}`],
			place: { latitude: (id % 180) - 90.25, longitude: (id % 360) - 180.5 },
			visited: id % 3 === 0,
		});
		records.push(record);
		size += record.length + 1;
	}
	return `[${records.join(',')}]`;
}

export function deltasOf(text: string, length = 40): string[] {
	return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
		text.slice(index * length, (index + 1) * length),
	);
}
