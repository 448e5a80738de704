import type { Part } from '../../shared/content.ts';
import { hash } from '../random.ts';
import { declaredFunctions } from '../requestCheck/checkTools.ts';
import type { RequestPart } from '../requestCheck/contentSchema.ts';
import { isRecord } from '../requestCheck/normalize.ts';
import type { RequestFunction } from '../requestCheck/toolSchema.ts';
import type { Answer } from './answer.ts';
import { type Ask, textOf } from './ask.ts';
import { demoNote } from './demoNote.ts';
import { type Say, sayIn } from './language.ts';
import { mentionsIn } from './mentions.ts';
import { sampleJson } from './sampleJson.ts';
import { thinkAbout } from './thoughts.ts';

const MAX_CALLS = 8;

/** Calls for the functions that the prompt asks for, or words on their results; `undefined` when none is asked for. */
export function functionAnswer(ask: Ask): Answer | undefined {
	const { mode = 'AUTO' } = ask.request.toolConfig?.functionCallingConfig ?? {};
	if (mode === 'NONE') {
		return undefined;
	}
	const results = (ask.request.contents?.at(-1)?.parts ?? []).flatMap(
		part => part.functionResponse ?? [],
	);
	const calls = mode === 'ANY' ? forcedCalls(ask) : pendingCalls(ask, results.length > 0);
	if (calls.length > 0) {
		return { thoughts: thinkAbout(ask, [plan(calls, sayIn(ask.language))]), parts: calls };
	}
	return results.length > 0 ? reportOn(results, ask) : undefined;
}

function forcedCalls(ask: Ask): Part[] {
	const candidates = allowed(ask);
	const asked = askedFor(ask.prompt, candidates);
	return (asked.length > 0 ? asked : candidates.slice(0, 1)).flatMap(each => callsOf(each, ask));
}

/** All that are asked for at once; one after the other where the prompt says "then". */
function pendingCalls(ask: Ask, hasResults: boolean): Part[] {
	const asked = askedFor(ask.prompt, allowed(ask));
	const isChain = /\b(then|afterwards|puis|ensuite|après)\b/i.test(ask.prompt);
	const called = calledSoFar(ask);
	if (isChain) {
		return asked
			.filter(each => !called.has(each.name))
			.slice(0, 1)
			.flatMap(each => callsOf(each, ask));
	}
	return hasResults ? [] : asked.flatMap(each => callsOf(each, ask));
}

function allowed({ request }: Ask): readonly RequestFunction[] {
	const names = request.toolConfig?.functionCallingConfig?.allowedFunctionNames ?? [];
	const all = declaredFunctions(request);
	return names.length > 0 ? all.filter(each => names.includes(each.name)) : all;
}

function calledSoFar({ request: { contents = [] } }: Ask): Set<string> {
	const start = contents.findLastIndex(turn => turn.role !== 'model' && textOf(turn) !== '');
	const parts = contents.slice(start + 1).flatMap(turn => turn.parts ?? []);
	return new Set(parts.flatMap(part => part.functionCall?.name ?? []));
}

const COMMON = new Set([
	'get',
	'set',
	'the',
	'for',
	'fetch',
	'current',
	'tool',
	'run',
	'execute',
	'default_api',
]);

/** In the order in which the prompt mentions them: by name, or by the words the name is made of. */
function askedFor(prompt: string, declarations: readonly RequestFunction[]): RequestFunction[] {
	const text = prompt.toLowerCase();
	const { paths } = mentionsIn(prompt);
	const positionOf = ({ name }: RequestFunction) => {
		const exact = text.indexOf(name.toLowerCase());
		if (exact >= 0) {
			return exact;
		}
		const words = name.split(/[_.:-]|(?<=[a-z])(?=[A-Z])/).map(word => word.toLowerCase());
		const telling = words.filter(word => word.length > 2 && !COMMON.has(word));
		const places = (telling.length > 0 ? telling : words).map(word =>
			/^(file|path)s?$/.test(word) && paths[0] !== undefined
				? prompt.indexOf(paths[0])
				: text.search(new RegExp(`\\b${word.replace(/(?:s|e)$/, '')}`, 'u')),
		);
		return places.every(place => place >= 0) ? Math.min(...places) : -1;
	};
	return declarations
		.map(each => ({ each, at: positionOf(each) }))
		.filter(({ at }) => at >= 0)
		.toSorted((a, b) => a.at - b.at)
		.map(({ each }) => each);
}

/** One call, or one for each place, file or address that the prompt names. */
function callsOf(declaration: RequestFunction, ask: Ask): Part[] {
	const schema = declaration.parametersJsonSchema ?? declaration.parameters;
	const count = Math.min(Math.max(subjectCount(schema, ask.prompt), 1), MAX_CALLS);
	return Array.from({ length: count }, (_, index) => {
		const args = schema === undefined ? {} : argsFor(schema, index, ask);
		const id = `fc_${hash(`${ask.prompt}|${declaration.name}|${index}|${calledSoFar(ask).size}`).toString(36)}`;
		return {
			functionCall: { ...(ask.model.generation >= 3 && { id }), name: declaration.name, args },
		};
	});
}

function subjectCount(schema: unknown, prompt: string): number {
	const { names, paths, urls } = mentionsIn(prompt);
	const properties = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {};
	const first = Object.keys(properties)[0] ?? '';
	if (/path|file/i.test(first)) {
		return paths.length;
	}
	if (/url|uri/i.test(first)) {
		return urls.length;
	}
	return /city|location|place|town/i.test(first) ? names.length : 1;
}

function argsFor(schema: unknown, index: number, ask: Ask): Record<string, unknown> {
	const value = sampleJson(schema, ask, index);
	const args = isRecord(value) ? value : {};
	const { numbers } = mentionsIn(ask.prompt);
	const unbounded = Object.entries(
		isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {},
	)
		.filter(
			([name, property]) =>
				typeof args[name] === 'number' &&
				isRecord(property) &&
				!('minimum' in property || 'maximum' in property),
		)
		.map(([name]) => name);
	const said = unbounded.slice(0, numbers.length).map((name, at) => [name, numbers[at]] as const);
	return { ...args, ...Object.fromEntries(said) };
}

function plan(calls: readonly Part[], say: Say): string {
	const names = [...new Set(calls.map(each => each.functionCall?.name))].join(', ');
	return say(
		`**Choosing a function**\n\nThe request needs ${names}; I take the arguments from its words.`,
		`**Choix d’une fonction**\n\nLa demande requiert ${names} ; je tire les arguments de ses mots.`,
	);
}

type Result = NonNullable<RequestPart['functionResponse']>;

function reportOn(results: readonly Result[], ask: Ask): Answer {
	const say = sayIn(ask.language);
	const sections = results.map(({ name, response }) => {
		if ('error' in response) {
			return say(
				`**\`${name}\`** failed: ${inline(response['error'])}`,
				`**\`${name}\`** a échoué : ${inline(response['error'])}`,
			);
		}
		const value =
			'result' in response
				? response['result']
				: 'output' in response
					? response['output']
					: response;
		const shown = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
		const fence = typeof value === 'string' ? 'text' : 'json';
		return `${say(`**\`${name}\`** returned:`, `**\`${name}\`** a renvoyé :`)}\n\n\`\`\`${fence}\n${shown.slice(0, 4000)}\n\`\`\``;
	});
	const title = say('## Result', '## Résultat');
	const end = say(
		'That answers the request with what the function said.',
		'Voilà qui répond à la demande, avec ce qu’a dit la fonction.',
	);
	const text = [title, ...sections, end, demoNote(say)].join('\n\n');
	return { thoughts: thinkAbout(ask, []), parts: [{ text }] };
}

function inline(value: unknown): string {
	return typeof value === 'string' ? value : `\`${JSON.stringify(value)}\``;
}
