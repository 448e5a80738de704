import type { PanelState } from '../../../src/shared/protocol.ts';

/** A panel that is ready, with nothing going on. */
export const panelState: PanelState = {
	model: 'x',
	thinkingLevel: 'auto',
	thinkingLevels: ['auto'],
	thinkingSent: '',
	endpoint: 'x',
	isReady: true,
	fontSize: 0,
	isRunning: false,
	queue: [],
	tools: [],
};
