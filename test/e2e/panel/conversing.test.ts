import { panelTests } from '../explain/panel.ts';
import { useWorkbench } from '../support/workbench.ts';
import { chatTests } from './chat.ts';
import { conversationTests } from './conversations.ts';
import { independentEndpointTests } from './independentEndpoint.ts';

describe('Conversing in the panel', () => {
	const workbench = useWorkbench({ settings: { 'files.simpleDialog.enable': true } });

	describe('Conversations in the panel', () => conversationTests(workbench));
	describe('The chat panel', () => chatTests(workbench));
	describe('An explanation in the panel', () => panelTests(workbench));
	describe('An independent Gemini-compatible endpoint', () => independentEndpointTests(workbench));
});
