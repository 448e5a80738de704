import { useWorkbench } from '../support/workbench.ts';
import { documentTests } from './document.ts';
import { entryPointTests } from './entryPoints.ts';

describe('Explaining in documents', () => {
	const workbench = useWorkbench({
		settings: {
			'cometGemini.explain.destination': 'document',
			'editor.hover.delay': 200,
			'editor.multiCursorModifier': 'alt',
			// Text of terminals that are drawn on a canvas cannot be waited for.
			'terminal.integrated.gpuAcceleration': 'off',
		},
	});

	describe('An explanation in a document beside the code', () => documentTests(workbench));
	describe('A person gets to an explanation', () => entryPointTests(workbench));
});
