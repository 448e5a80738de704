import { useWorkbench } from '../support/workbench.ts';
import { contextTests } from './context.ts';
import { documentTests } from './document.ts';
import { entryPointTests } from './entryPoints.ts';
import { inlineTests } from './inline.ts';
import { failureTests } from './panel.ts';

describe('Explaining in the editor', () => {
	const workbench = useWorkbench({
		settings: {
			'editor.hover.delay': 200,
			'editor.multiCursorModifier': 'alt',
			// Text of terminals that are drawn on a canvas cannot be waited for.
			'terminal.integrated.gpuAcceleration': 'off',
		},
	});

	describe('in documents', () => {
		before(() => workbench.changeSettings({ 'cometGemini.explain.destination': 'document' }));
		after(async () => {
			await workbench.changeSettings(defaults);
			await workbench.runCommand('View: Close All Editors');
			await workbench.newConversation();
		});

		describe('An explanation in a document beside the code', () => documentTests(workbench));
		describe('A person gets to an explanation', () => entryPointTests(workbench));
	});

	describe('at the code', () => {
		before(() => workbench.changeSettings({ 'cometGemini.explain.destination': 'inline' }));

		describe('An explanation at the code', () => inlineTests(workbench));
		describe('The context of an explanation', () => contextTests(workbench));
		describe('An explanation that fails or breaks off', () => failureTests(workbench));
	});
});

/** What the tests of the ways to an explanation change, as it is from the start. */
const defaults = {
	'cometGemini.explain.entryPoints.editorMenu': undefined,
	'cometGemini.explain.entryPoints.lineNumberMenu': undefined,
	'cometGemini.explain.entryPoints.explorerMenu': undefined,
	'cometGemini.explain.entryPoints.keybinding': undefined,
	'cometGemini.explain.entryPoints.diagnosticHover': undefined,
	'cometGemini.codeActions': undefined,
};
