import type { WorkspaceConfiguration } from 'vscode';
import type { AuthHeader } from '../gemini/endpoint.ts';
import { type SafetySetting, THINKING_LEVELS, type ThinkingLevel } from '../shared/prompt.ts';

export const EXPLAIN_DESTINATIONS = ['panel', 'inline', 'document'] as const;
export const EXPLAIN_LEVELS = ['oneLine', 'normal', 'deep', 'newcomer'] as const;
export const CODE_ACTION_MODES = ['off', 'diagnosticsOnly', 'always'] as const;

/** All settings as they hold for one resource. Read at the moment of use, never kept. */
export interface Settings {
	readonly baseUrl: string;
	readonly authHeader: AuthHeader;
	readonly model: string;
	readonly thinkingLevel: ThinkingLevel;
	readonly includeThoughts: boolean;
	readonly systemInstruction: string;
	readonly temperature: number | undefined;
	readonly topP: number | undefined;
	readonly maxOutputTokens: number | undefined;
	readonly safetySettings: readonly SafetySetting[];
	readonly tools: {
		readonly googleSearch: boolean;
		readonly googleMaps: boolean;
		readonly urlContext: boolean;
		readonly codeExecution: boolean;
	};
	readonly image: {
		readonly model: string;
		readonly aspectRatio: string | undefined;
		readonly size: string | undefined;
	};
	readonly explainDestination: (typeof EXPLAIN_DESTINATIONS)[number];
	readonly explainLanguage: string;
	readonly explainLevel: (typeof EXPLAIN_LEVELS)[number];
	/** Tokens that one question may cost, the code included. */
	readonly explainBudget: number;
	readonly explainTemplate: string;
	readonly explainDiagnosticHover: boolean;
	readonly codeActions: (typeof CODE_ACTION_MODES)[number];
	readonly cachedContent: string | undefined;
	readonly jsonMaxRepairs: number;
	readonly maxRetries: number;
	readonly idleTimeoutMs: number;
	readonly chatFontSize: number;
	/** Tokens that the contents of an attached folder may take. */
	readonly folderBudget: number;
	/** Folder with prompts of the person's own, beside `.github/prompts`. */
	readonly promptFolder: string;
}

/** What is used of VS Code's, `undefined` and `null` for what is not set. */
export type Configuration = Pick<WorkspaceConfiguration, 'get' | 'inspect'>;

/**
 * A value of the wrong type or range counts as unset: the declared default of package.json then holds. Not so
 * the base URL: what was meant for one endpoint must never go to another.
 */
export function settingsOf(configuration: Configuration): Settings {
	const reader = settingReader(configuration);
	return {
		baseUrl: reader.address('baseUrl'),
		authHeader: reader.oneOf('authHeader', ['x-goog-api-key', 'bearer']),
		model: reader.name('model'),
		thinkingLevel: reader.oneOf('thinkingLevel', THINKING_LEVELS),
		includeThoughts: reader.flag('includeThoughts'),
		systemInstruction: reader.text('systemInstruction'),
		temperature: reader.number('temperature', 0, 2),
		topP: reader.number('topP', 0, 1),
		maxOutputTokens: reader.integer('maxOutputTokens', 1),
		safetySettings: safetySettings(reader.record('safetySettings')),
		tools: {
			googleSearch: reader.flag('tools.googleSearch'),
			googleMaps: reader.flag('tools.googleMaps'),
			urlContext: reader.flag('tools.urlContext'),
			codeExecution: reader.flag('tools.codeExecution'),
		},
		image: {
			model: reader.name('image.model'),
			aspectRatio: reader.optionalText('image.aspectRatio'),
			size: reader.optionalText('image.size'),
		},
		explainDestination: reader.oneOf('explain.destination', EXPLAIN_DESTINATIONS),
		explainLanguage: reader.text('explain.language'),
		explainLevel: reader.oneOf('explain.level', ['normal', ...EXPLAIN_LEVELS]),
		explainBudget: reader.integer('explain.contextBudget', 500) ?? 16_000,
		explainTemplate: reader.text('explain.promptTemplate'),
		explainDiagnosticHover: reader.flag('explain.entryPoints.diagnosticHover'),
		codeActions: reader.oneOf('codeActions', CODE_ACTION_MODES),
		cachedContent: reader.optionalText('cachedContent'),
		jsonMaxRepairs: reader.integer('json.maxRepairs', 0, 10) ?? 0,
		maxRetries: reader.integer('request.maxRetries', 0, 10) ?? 0,
		idleTimeoutMs: (reader.integer('request.idleTimeoutSeconds', 10, 3_600) ?? 300) * 1_000,
		chatFontSize: reader.number('chat.fontSize', 0, 60) ?? 0,
		folderBudget: reader.integer('chat.folderBudget', 0) ?? 0,
		promptFolder: reader.text('chat.promptFolder'),
	};
}

function settingReader(configuration: Configuration) {
	const read = <T>(id: string, accept: (value: unknown) => value is T): T | undefined => {
		const value: unknown = configuration.get(id);
		if (accept(value)) {
			return value;
		}
		const fallback: unknown = configuration.inspect(id)?.defaultValue;
		return accept(fallback) ? fallback : undefined;
	};
	const isText = (value: unknown): value is string => typeof value === 'string';
	return {
		text: (id: string) => (read(id, isText) ?? '').trim(),
		/** An emptied field means what is declared: without a name, nothing can be asked for. */
		name: (id: string) =>
			read(id, (value): value is string => isText(value) && value.trim() !== '')?.trim() ?? '',
		/** What is no text stays something that {@link normalizeBaseUrl} refuses, with these words. */
		address: (id: string) => {
			const value: unknown = configuration.get(id) ?? '';
			return isText(value) ? value.trim() : `<${typeof value}>`;
		},
		optionalText: (id: string) => read(id, isText)?.trim() || undefined,
		flag: (id: string) =>
			read(id, (value): value is boolean => typeof value === 'boolean') ?? false,
		number: (id: string, min: number, max = Number.MAX_VALUE) =>
			read(id, (value): value is number => isWithin(value, min, max)),
		integer: (id: string, min: number, max = Number.MAX_SAFE_INTEGER) =>
			read(id, (value): value is number => isWithin(value, min, max) && Number.isInteger(value)),
		oneOf: <const T extends string>(id: string, words: readonly [T, ...T[]]): T =>
			read(id, (value): value is T => words.some(word => word === value)) ?? words[0],
		record: (id: string) =>
			read(
				id,
				(value): value is Record<string, unknown> =>
					typeof value === 'object' && value !== null && !Array.isArray(value),
			) ?? {},
	};
}

function isWithin(value: unknown, min: number, max: number): value is number {
	return typeof value === 'number' && value >= min && value <= max;
}

function safetySettings(record: Readonly<Record<string, unknown>>): SafetySetting[] {
	return Object.entries(record).flatMap(([category, threshold]) =>
		typeof threshold === 'string' ? [{ category, threshold }] : [],
	);
}
