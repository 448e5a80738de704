import { toBase64 } from '../base64.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';

const RATE = 24_000;
const SECONDS_PER_WORD = 0.12;

/** A short tone for each word: 16-bit mono PCM, as the speech models send it. */
export function speechAnswer({ prompt }: Ask): Answer {
	const words = prompt.split(/\s+/).slice(0, 12);
	const perWord = Math.round(RATE * SECONDS_PER_WORD);
	const pcm = new DataView(new ArrayBuffer(words.length * perWord * 2));
	for (const [index, word] of words.entries()) {
		const pitch = 220 + (word.length % 8) * 40;
		for (let i = 0; i < perWord; i++) {
			const loudness = 4000 * Math.sin((Math.PI * i) / perWord);
			const sample = loudness * Math.sin((2 * Math.PI * pitch * i) / RATE);
			pcm.setInt16((index * perWord + i) * 2, sample, true);
		}
	}
	const data = toBase64(new Uint8Array(pcm.buffer));
	const mimeType = 'audio/L16;codec=pcm;rate=24000';
	return { thoughts: [], parts: [{ inlineData: { mimeType, data } }] };
}
