import { useWorkbench } from '../support/workbench.ts';
import { agentTests } from './agent.ts';
import { codeActionTests, pictureActionTests } from './codeActions.ts';
import { composerTests } from './composer.ts';
import { composerMediaTests } from './composerMedia.ts';
import { foreignToolTests, toolExtension } from './foreignTools.ts';

describe('Writing in the panel', () => {
	const workbench = useWorkbench({
		settings: { 'files.simpleDialog.enable': true },
		otherExtensions: [toolExtension],
	});

	describe('The composer', () => composerTests(workbench));
	describe('The composer with commands and media', () => composerMediaTests(workbench));
	describe('Tools in the panel', () => agentTests(workbench));
	describe('The buttons in an answer', () => codeActionTests(workbench));
	describe('The buttons of a picture', () => pictureActionTests(workbench));
	describe('Tools that change something or are of others, in the panel', () => {
		before(() => workbench.runCommand('View: Close All Editors'));
		foreignToolTests(workbench);
	});
});
