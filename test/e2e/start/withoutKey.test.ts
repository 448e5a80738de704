import { useWorkbench } from '../support/workbench.ts';
import { demoTests } from './demo.ts';
import { keyTests } from './keys.ts';
import { walkthroughTests } from './walkthrough.ts';

describe('Beginning without a key', () => {
	const settings = { 'cometGemini.baseUrl': 'https://gateway.invalid' };
	const workbench = useWorkbench({ settings });

	/** Leaves no key, message, question or editor to the tests that follow. */
	async function beginAnew(): Promise<void> {
		await workbench.changeSettings(settings);
		await workbench.runCommand('View: Close All Editors');
		await workbench.runCommand('Comet Gemini: New Conversation');
		await workbench.runCommand('Comet Gemini: Clear API Key');
		await workbench.chatView.getByRole('heading', { name: /^Connect to a Gemini/ }).waitFor();
		await workbench.runCommand('Notifications: Clear All Notifications');
	}

	// First of all: the walkthrough keeps which of its steps were ever done.
	describe('The first five minutes', () => {
		walkthroughTests(workbench);
		after(beginAnew);
	});
	describe('Key and endpoint', () => {
		keyTests(workbench);
		after(beginAnew);
	});
	describe('Trying it without a key', () => demoTests(workbench));
});
