import type { Answer } from './answer.ts';
import { textAnswer } from './answer.ts';
import type { Ask } from './ask.ts';
import { chat } from './chat.ts';
import { findCode } from './codeFacts.ts';
import { explainCode } from './explain.ts';
import { sayIn } from './language.ts';
import { sampleJson } from './sampleJson.ts';
import { thinkAbout } from './thoughts.ts';

/** Chooses the kind of answer that a request asks for. */
export function answerTo(ask: Ask): Answer {
	const config = ask.request.generationConfig ?? {};
	if (config.responseMimeType !== undefined && config.responseMimeType !== 'text/plain') {
		return structured(ask);
	}
	const code = findCode(ask.prompt);
	return code ? explainCode(ask, code) : chat(ask);
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
