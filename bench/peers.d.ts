/** Of the packages in bench/package.json, what the benchmarks use: they need not be installed to check types. */

declare module 'tinybench' {
	export class Bench {
		constructor(options: {
			iterations: number;
			time: number;
			warmup: boolean;
			warmupIterations: number;
			warmupTime: number;
			now: () => number;
			retainSamples: boolean;
			throws: boolean;
		});
		add(name: string, work: () => Promise<unknown>, options: { async: boolean }): this;
		run(): Promise<
			{ result: { state: string; latency: { samples: readonly number[] | undefined } } }[]
		>;
	}
}

declare module '@google/genai' {
	export class GoogleGenAI {
		constructor(options: { apiKey: string; httpOptions: { baseUrl: string } });
		readonly models: {
			generateContentStream(request: {
				model: string;
				contents: string;
			}): Promise<AsyncIterable<{ readonly text: string | undefined }>>;
		};
	}
}

declare module '@ai-sdk/google' {
	interface LanguageModel {
		doStream(request: {
			prompt: { role: 'user'; content: { type: 'text'; text: string }[] }[];
		}): Promise<{ stream: ReadableStream<{ type: string; delta?: string }> }>;
	}
	export function createGoogleGenerativeAI(options: {
		apiKey: string;
		baseURL: string;
	}): (model: string) => LanguageModel;
}

declare module 'ai' {
	export function streamText(request: { model: object; prompt: string }): {
		readonly fullStream: AsyncIterable<{ readonly type: string; readonly text?: string }>;
	};
}

declare module 'streaming-markdown' {
	interface Parser {
		readonly opaque: unique symbol;
	}
	export function default_renderer(host: HTMLElement): object;
	export function parser(renderer: object): Parser;
	export function parser_write(parser: Parser, delta: string): void;
	export function parser_end(parser: Parser): void;
}

declare module 'marked' {
	export const marked: { parse(text: string, options: { async: false }): string };
}

declare module 'partial-json' {
	export function parse(text: string): unknown;
}

declare module 'react' {
	export function createElement(type: unknown, props: object, ...children: unknown[]): object;
}

declare module 'react-dom' {
	export function flushSync(work: () => void): void;
}

declare module 'react-dom/client' {
	export function createRoot(host: HTMLElement): { render(element: object): void; unmount(): void };
}

declare module 'react-markdown' {
	const Markdown: unknown;

	export default Markdown;
}

declare module 'remark-gfm' {
	const plugin: unknown;

	export default plugin;
}
