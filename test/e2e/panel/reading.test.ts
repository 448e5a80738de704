import { useWorkbench } from '../support/workbench.ts';
import { findTests } from './find.ts';
import { longConversationTests } from './longConversation.ts';
import { quotingTests } from './quoting.ts';
import { screenReaderTests } from './screenReader.ts';
import { streamingTests } from './streaming.ts';

describe('Reading in the panel', () => {
	const workbench = useWorkbench({ settings: { 'files.simpleDialog.enable': true } });

	describe('An answer while it comes', () => streamingTests(workbench));
	describe('Reading and quoting in the panel', () => quotingTests(workbench));
	describe('Find in the panel', () => findTests(workbench));
	describe('What a screen reader finds in an answer', () => screenReaderTests(workbench));
	describe('A conversation of a thousand turns', () => longConversationTests(workbench));
});
