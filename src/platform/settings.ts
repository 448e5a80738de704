import * as vscode from 'vscode';
import type { AuthHeader } from '../gemini/endpoint.ts';
import { type SafetySetting, THINKING_LEVELS, type ThinkingLevel } from '../shared/prompt.ts';
import { SECTION } from './contributions.ts';

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

/** A value of the wrong type or range counts as unset: the declared default of package.json then holds. */
export function readSettings(resource?: vscode.Uri): Settings {
	const reader = settingReader(vscode.workspace.getConfiguration(SECTION, resource ?? null));
	return {
		baseUrl: reader.text('baseUrl'),
		authHeader: reader.oneOf('authHeader', ['x-goog-api-key', 'bearer']),
		model: reader.text('model'),
		thinkingLevel: reader.oneOf('thinkingLevel', THINKING_LEVELS),
		includeThoughts: reader.flag('includeThoughts'),
		systemInstruction: reader.text('systemInstruction'),
		temperature: reader.number('temperature', 0, 2),
		topP: reader.number('topP', 0, 1),
		maxOutputTokens: reader.number('maxOutputTokens', 1),
		safetySettings: safetySettings(reader.record('safetySettings')),
		tools: {
			googleSearch: reader.flag('tools.googleSearch'),
			googleMaps: reader.flag('tools.googleMaps'),
			urlContext: reader.flag('tools.urlContext'),
			codeExecution: reader.flag('tools.codeExecution'),
		},
		image: {
			model: reader.text('image.model'),
			aspectRatio: reader.optionalText('image.aspectRatio'),
			size: reader.optionalText('image.size'),
		},
		explainDestination: reader.oneOf('explain.destination', EXPLAIN_DESTINATIONS),
		explainLanguage: reader.text('explain.language'),
		explainLevel: reader.oneOf('explain.level', ['normal', ...EXPLAIN_LEVELS]),
		explainBudget: reader.number('explain.contextBudget', 500) ?? 16_000,
		explainTemplate: reader.text('explain.promptTemplate'),
		explainDiagnosticHover: reader.flag('explain.entryPoints.diagnosticHover'),
		codeActions: reader.oneOf('codeActions', CODE_ACTION_MODES),
		cachedContent: reader.optionalText('cachedContent'),
		jsonMaxRepairs: reader.number('json.maxRepairs', 0, 10) ?? 0,
		maxRetries: reader.number('request.maxRetries', 0, 10) ?? 0,
		idleTimeoutMs: (reader.number('request.idleTimeoutSeconds', 10, 3_600) ?? 300) * 1_000,
		chatFontSize: reader.number('chat.fontSize', 0, 60) ?? 0,
		folderBudget: reader.number('chat.folderBudget', 0) ?? 0,
		promptFolder: reader.text('chat.promptFolder'),
	};
}

/** Writes where the value is set today, else to the workspace (the folder in multi-root), else to the user. */
export async function writeSetting(
	id: string,
	value: unknown,
	resource?: vscode.Uri,
	target?: vscode.ConfigurationTarget,
): Promise<void> {
	const configuration = vscode.workspace.getConfiguration(SECTION, resource ?? null);
	await configuration.update(id, value, target ?? defaultTarget(configuration, id, resource));
}

function defaultTarget(
	configuration: vscode.WorkspaceConfiguration,
	id: string,
	resource: vscode.Uri | undefined,
): vscode.ConfigurationTarget {
	const folders = vscode.workspace.workspaceFolders?.length ?? 0;
	if (folders === 0) {
		return vscode.ConfigurationTarget.Global;
	}
	if (folders > 1 && resource && vscode.workspace.getWorkspaceFolder(resource)) {
		return vscode.ConfigurationTarget.WorkspaceFolder;
	}
	return configuration.inspect(id)?.workspaceFolderValue === undefined
		? vscode.ConfigurationTarget.Workspace
		: vscode.ConfigurationTarget.WorkspaceFolder;
}

function settingReader(configuration: vscode.WorkspaceConfiguration) {
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
		optionalText: (id: string) => read(id, isText)?.trim() || undefined,
		flag: (id: string) =>
			read(id, (value): value is boolean => typeof value === 'boolean') ?? false,
		number: (id: string, min: number, max = Number.POSITIVE_INFINITY) =>
			read(
				id,
				(value): value is number => typeof value === 'number' && value >= min && value <= max,
			),
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

function safetySettings(record: Readonly<Record<string, unknown>>): SafetySetting[] {
	return Object.entries(record).flatMap(([category, threshold]) =>
		typeof threshold === 'string' ? [{ category, threshold }] : [],
	);
}
