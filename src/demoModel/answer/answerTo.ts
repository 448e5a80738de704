import { builtInTools } from '../requestCheck/checkTools.ts';
import { type Answer, textAnswer } from './answer.ts';
import type { Ask } from './ask.ts';
import { chat } from './chat.ts';
import { findCode } from './codeFacts.ts';
import { codeRunAnswer } from './codeRun.ts';
import { explainCode } from './explain.ts';
import { withExtras } from './extras.ts';
import { functionAnswer } from './functionCalls.ts';
import { groundedAnswer } from './grounding.ts';
import { imageAnswer } from './image.ts';
import { sayIn } from './language.ts';
import { sampleJson } from './sampleJson.ts';
import { speechAnswer } from './speech.ts';
import { obey } from './systemWishes.ts';
import { thinkAbout } from './thoughts.ts';

/** Chooses the kind of answer that a request asks for. */
export function answerTo(ask: Ask): Answer {
	return withExtras(obey(chosen(ask), ask.system), ask);
}

function chosen(ask: Ask): Answer {
	const { model, request } = ask;
	if (model.kind === 'speech') {
		return speechAnswer(ask);
	}
	const config = request.generationConfig ?? {};
	const modalities = config.responseModalities ?? ['IMAGE'];
	if (model.kind === 'image' && modalities.includes('IMAGE')) {
		return imageAnswer(ask);
	}
	const called = functionAnswer(ask);
	if (called?.parts.some(part => part.functionCall)) {
		return called;
	}
	if (config.responseMimeType !== undefined && config.responseMimeType !== 'text/plain') {
		return structured(ask);
	}
	return called ?? written(ask);
}

function written(ask: Ask): Answer {
	const code = findCode(ask.prompt);
	const runsCode = builtInTools(ask.request).includes('codeExecution') && !code;
	const computed = runsCode ? codeRunAnswer(ask) : undefined;
	return computed ?? groundedAnswer(ask) ?? (code ? explainCode(ask, code) : chat(ask));
}

const FREE_JSON = {
	type: 'object',
	properties: {
		title: { type: 'string' },
		summary: { type: 'string' },
		items: {
			type: 'array',
			items: {
				type: 'object',
				properties: { name: { type: 'string' }, price: { type: 'number' } },
			},
		},
	},
};

function structured(ask: Ask): Answer {
	const say = sayIn(ask.language);
	const { responseMimeType, responseSchema, responseJsonSchema } =
		ask.request.generationConfig ?? {};
	const value = sampleJson(responseJsonSchema ?? responseSchema ?? FREE_JSON, ask);
	const isEnum = responseMimeType === 'text/x.enum';
	const thoughts = thinkAbout(ask, [
		say(
			'**Filling the schema**\n\nI go through the properties in order and choose values that fit their names and bounds.',
			'**Remplissage du schéma**\n\nJe parcours les propriétés dans l’ordre et choisis des valeurs conformes à leurs noms et à leurs bornes.',
		),
	]);
	return textAnswer(thoughts, isEnum ? String(value) : JSON.stringify(value, null, 2));
}
