/**
 * Measures every candidate once a round, each round beginning with another one, so that none is always
 * the one after the heaviest.
 */
export async function interleave<Name extends string, Sample>(
	names: readonly Name[],
	rounds: number,
	measure: (name: Name, round: number) => Promise<Sample>,
): Promise<ReadonlyMap<Name, readonly Sample[]>> {
	const samples = new Map<Name, Sample[]>(names.map(name => [name, []]));
	for (let round = 0; round < rounds; round++) {
		const start = round % names.length;
		for (const name of [...names.slice(start), ...names.slice(0, start)]) {
			samples.get(name)?.push(await measure(name, round));
		}
	}
	return samples;
}
