import type { Part } from './harness/part.ts';

/** All parts by name, in the order in which they run; each is loaded when it is its turn. */
export const parts: Readonly<Record<string, () => Promise<Part>>> = {
	'host-pipeline': async () => (await import('./hostPipeline/hostPipeline.ts')).hostPipeline,
	'large-event': async () => (await import('./largeEvent/largeEvent.ts')).largeEvent,
	start: async () => (await import('./start/start.ts')).start,
	'page-start': async () => (await import('./page/pageStart.ts')).pageStart,
	'long-scroll': async () => (await import('./page/longScroll.ts')).longScroll,
	'streaming-markdown': async () =>
		(await import('./markdown/streamingMarkdown.ts')).streamingMarkdown,
	'worst-blocks': async () => (await import('./markdown/worstBlocks.ts')).worstBlocks,
	'highlighted-fence': async () =>
		(await import('./markdown/highlightedFence.ts')).highlightedFence,
	'delta-to-screen': async () => (await import('./deltaToScreen/deltaToScreen.ts')).deltaToScreen,
	'live-json': async () => (await import('./liveJson/liveJson.ts')).liveJson,
	history: async () => (await import('./history/history.ts')).history,
	package: async () => (await import('./package/package.ts')).packageSize,
};
