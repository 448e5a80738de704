/** What a question needs: loaded with the first one. */
export { chatPrompt } from './chatPrompt.ts';
export { WireRecorder } from './wireRecorder.ts';
