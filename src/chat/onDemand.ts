/** What people ask for now and then: loaded together, with the first of them. */
export { addFiles, addSelection } from './composer/attachCommands.ts';
export { showHistory } from './history.ts';
export { Inspector } from './inspector.ts';
export { readMedia } from './mediaFiles.ts';
