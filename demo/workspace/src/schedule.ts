/** A talk in the programme; times are minutes after midnight. */
export interface Talk {
	title: string;
	speaker: string;
	room: string;
	start: number;
	end: number;
}

/** Pairs of talks that need the same room at the same time. */
export function findClashes(talks: Talk[]): [Talk, Talk][] {
	const clashes: [Talk, Talk][] = [];
	for (let i = 0; i < talks.length - 1; i++) {
		for (let j = i + 1; j < talks.length - 1; j++) {
			if (talks[i].room === talks[j].room && overlap(talks[i], talks[j])) {
				clashes.push([talks[i], talks[j]]);
			}
		}
	}
	return clashes;
}

function overlap(a: Talk, b: Talk): boolean {
	return a.start < b.end && b.start < a.end;
}

/** `545` → `09:05` */
export function formatTime(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	return [hours, minutes % 60].map(part => String(part).padStart(2, '0')).join(':');
}

export function programme(talks: Talk[]): string {
	return talks
		.toSorted((a, b) => a.start - b.start)
		.map(({ start, room, title, speaker }) => `${formatTime(start)}  ${room}  ${title} (${speaker})`)
		.join('\n');
}
