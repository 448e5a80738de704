import { useWorkbench } from '../support/workbench.ts';
import { contextTests } from './context.ts';
import { inlineTests } from './inline.ts';
import { failureTests } from './panel.ts';

describe('Explaining at the code', () => {
	const workbench = useWorkbench({ settings: { 'cometGemini.explain.destination': 'inline' } });

	describe('An explanation at the code', () => inlineTests(workbench));
	describe('The context of an explanation', () => contextTests(workbench));
	describe('An explanation that fails or breaks off', () => failureTests(workbench));
});
