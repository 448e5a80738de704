import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives a VS Code server that is about to start a language pack without a single text: what
 * extensions bring in that language is shown in it, VS Code's own texts stay English.
 */
export async function installLanguage(dataFolder: string, language: string): Promise<void> {
	const userData = join(dataFolder, 'data');
	const texts = join(userData, `${language}.json`);
	const pack = {
		hash: language,
		label: language,
		extensions: [{ extensionIdentifier: { id: 'comet-gemini.language' }, version: '1.0.0' }],
		translations: { vscode: texts },
	};
	await mkdir(userData, { recursive: true });
	await writeFile(texts, JSON.stringify({ contents: {} }));
	await writeFile(join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
