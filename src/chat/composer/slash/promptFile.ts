/** A prompt of the person's own. */
export interface PromptFile {
	/** After the slash. */
	readonly name: string;
	readonly description: string;
	readonly body: string;
}

const ENDING = /\.prompt\.md$/i;
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

/** `code review.prompt.md` → `code-review`: a name without spaces, which would end it. */
export function promptName(fileName: string): string {
	return fileName
		.replace(ENDING, '')
		.trim()
		.replace(/[^\w.-]+/g, '-');
}

/**
 * Reads a prompt file. Of its front matter only the description is used; what VS Code's own chat reads there
 * (mode, model, tools) is passed over, and so is front matter that cannot be read.
 */
export function parsePromptFile(
	fileName: string,
	text: string,
	parseYaml: (yaml: string) => unknown,
): PromptFile {
	const [whole = '', yaml = ''] =
		text.startsWith('---') || text.startsWith('\uFEFF---') ? (FRONT_MATTER.exec(text) ?? []) : [];
	return {
		name: promptName(fileName),
		description: descriptionIn(yaml, parseYaml),
		body: text.slice(whole.length).trim(),
	};
}

/** `~/prompts` → `/home/me/prompts`; without a home folder there is nothing at such a path. */
export function fromHome(path: string, home: string | undefined): string {
	return /^~($|[/\\])/.test(path) ? (home === undefined ? '' : `${home}${path.slice(1)}`) : path;
}

function descriptionIn(yaml: string, parseYaml: (yaml: string) => unknown): string {
	try {
		const facts = parseYaml(yaml);
		const found: unknown =
			typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'description') : '';
		return typeof found === 'string' ? found.replace(/\s+/g, ' ').trim() : '';
	} catch {
		// A slip in the front matter does not take the prompt away.
		return '';
	}
}
