import { parentPort } from 'node:worker_threads';
import { createTextCheck } from './validate.ts';
import type { ValidationRequest } from './validator.node.ts';

/** The checks of the schemas in use: a live document is validated again and again. */
const checks = new Map<string, ReturnType<typeof createTextCheck>>();
const MAX_CHECKS = 8;

function checkFor(schemaText: string): ReturnType<typeof createTextCheck> {
	const check = checks.get(schemaText) ?? createTextCheck(JSON.parse(schemaText));
	checks.delete(schemaText);
	checks.set(schemaText, check);
	for (const oldest of [...checks.keys()].slice(0, -MAX_CHECKS)) {
		checks.delete(oldest);
	}
	return check;
}

parentPort?.on('message', ({ id, text, schemaText }: ValidationRequest) => {
	parentPort?.postMessage({ id, verdict: checkFor(schemaText)(text) });
});
