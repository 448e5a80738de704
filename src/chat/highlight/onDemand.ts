/** What colours code: loaded with the first block of it. */
export { EditorColors } from './editorColors.ts';
export { PageColors } from './pageColors.ts';
