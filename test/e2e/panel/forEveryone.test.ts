import { useWorkbench } from '../support/workbench.ts';
import { accessibilityTests } from './accessibility.ts';
import { keyboardTests } from './keyboard.ts';

describe('For everyone', () => {
	const workbench = useWorkbench();

	describe('By keyboard alone', () => keyboardTests(workbench));
	describe('The panel for everyone', () => accessibilityTests(workbench));
});
