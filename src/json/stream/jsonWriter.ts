import * as vscode from 'vscode';
import { abortSignalOf } from '../../platform/cancellation.ts';
import { type JsonJob, withLimits } from '../jobs.ts';
import type { JsonPlace } from '../jsonPlace.ts';
import { buildJsonPrompt } from '../prompt.ts';
import { noticeWords, retryWords } from '../words.ts';
import { type Decision, decide } from './outcome.ts';
import {
	type Constraint,
	type JsonAnswer,
	type Request,
	type StreamOptions,
	streamJson,
} from './streamJson.ts';

type Generate = StreamOptions['generate'];

/**
 * Writes the JSON of a job into place while it comes. An answer that was cut may be asked for again with other
 * limits; it then replaces what came, in one step to undo.
 */
export async function writeJson(
	job: JsonJob,
	place: JsonPlace,
	generate: Generate,
): Promise<JsonAnswer> {
	const title = vscode.l10n.t('Generating JSON for {0}', job.name);
	let { base } = job;
	for (let attempt = 1; ; attempt++) {
		const build = (constraint: Constraint) => buildJsonPrompt({ ...job, base, constraint });
		const answer = await writeAnswer(title, build, place, generate);
		const decision = decide(endOf(answer, base, attempt));
		if (answer.isCancelled || decision.kind !== 'retry' || !(await wantsRetry(decision))) {
			return answer;
		}
		base = withLimits(base, decision);
	}
}

/** Streams one answer into place, with its progress in a notification that can stop it. */
export function writeAnswer(
	title: string,
	build: (constraint: Constraint) => Request,
	place: JsonPlace,
	generate: Generate,
): Thenable<JsonAnswer> {
	const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
	return vscode.window.withProgress(options, async (progress, token) => {
		const { signal, dispose } = abortSignalOf(token);
		const writer = place.begin();
		try {
			return await streamJson(build, {
				generate,
				signal,
				onText: text => writer.append(text),
				onNotice: notice => progress.report({ message: noticeWords(notice) }),
			});
		} finally {
			dispose();
			await writer.end();
		}
	});
}

function endOf(answer: JsonAnswer, base: JsonJob['base'], attempt: number) {
	const { isComplete, finish, usage } = answer;
	return {
		complete: isComplete,
		finishReason: finish?.reason,
		thoughtTokens: usage?.thoughts,
		outputTokens: usage?.candidates,
		maxOutputTokens: base.generationConfig?.maxOutputTokens,
		thinkingLevel: base.thinkingLevel ?? 'auto',
		attempt,
	};
}

/** It costs another answer, so a person decides; what came stays until then. */
async function wantsRetry(decision: Extract<Decision, { kind: 'retry' }>): Promise<boolean> {
	const again = vscode.l10n.t('Ask Again');
	const keep = vscode.l10n.t('Keep What Came');
	return (await vscode.window.showWarningMessage(retryWords(decision), again, keep)) === again;
}
