import type { Turn } from '../../shared/conversation.ts';
import { typedText } from '../../shared/typedText.ts';
import type { ConversationSummary } from '../conversationStore.ts';
import type { Meta, TurnRecord } from './records.ts';

const TITLE_LENGTH = 80;

export function toSummary(meta: Meta): ConversationSummary {
	const { id, title, workspace, createdAt, updatedAt, pinned, turnCount } = meta;
	return { id, title, workspace, createdAt, updatedAt, pinned, turnCount };
}

/** The order of the list: this workspace first, in each part the pinned first, then the latest. */
export function forWorkspace(workspace: string | undefined): (a: Meta, b: Meta) => number {
	const isHere = (meta: Meta) => Number(meta.workspace === workspace);
	return (a, b) =>
		isHere(b) - isHere(a) || Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt;
}

/** A meta for turns that have none: the first words of the question are the title. */
export function metaOf(id: string, records: readonly TurnRecord[]): Meta | undefined {
	const turns = records.map(({ turn }) => turn);
	if (turns.length === 0) {
		return undefined;
	}
	const times = turns.map(({ createdAt }) => createdAt);
	const words = firstQuestion(turns);
	return {
		id,
		title: words.trim().split('\n', 1)[0]?.slice(0, TITLE_LENGTH) ?? '',
		createdAt: Math.min(...times),
		updatedAt: Math.max(...times),
		pinned: false,
		turnCount: turns.length,
	};
}

function firstQuestion(turns: readonly Turn[]): string {
	const question = turns.find(turn => turn.role === 'user');
	return question === undefined ? '' : typedText(question);
}
