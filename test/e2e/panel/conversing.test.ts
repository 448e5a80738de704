import { panelTests } from '../explain/panel.ts';
import { useWorkbench } from '../support/workbench.ts';
import { accessibilityTests } from './accessibility.ts';
import { chatTests } from './chat.ts';
import { conversationTests } from './conversations.ts';
import { independentEndpointTests } from './independentEndpoint.ts';
import { keyboardTests } from './keyboard.ts';

describe('Conversing in the panel', () => {
	const workbench = useWorkbench({ settings: { 'files.simpleDialog.enable': true } });

	describe('Conversations in the panel', () => conversationTests(workbench));
	describe('The chat panel', () => chatTests(workbench));
	describe('An explanation in the panel', () => panelTests(workbench));
	describe('By keyboard alone', () => {
		before(() => workbench.runCommand('View: Close All Editors'));
		keyboardTests(workbench);
	});
	describe('The panel for everyone', () => accessibilityTests(workbench));
	describe('An independent Gemini-compatible endpoint', () => independentEndpointTests(workbench));
});
