import { useWorkbench } from '../support/workbench.ts';
import { agentTests } from './agent.ts';
import { codeActionTests, pictureActionTests } from './codeActions.ts';
import { composerTests } from './composer.ts';
import { composerMediaTests } from './composerMedia.ts';

describe('Writing in the panel', () => {
	const workbench = useWorkbench({ settings: { 'files.simpleDialog.enable': true } });

	describe('The composer', () => composerTests(workbench));
	describe('The composer with commands and media', () => composerMediaTests(workbench));
	describe('Tools in the panel', () => agentTests(workbench));
	describe('The buttons in an answer', () => codeActionTests(workbench));
	describe('The buttons of a picture', () => pictureActionTests(workbench));
});
