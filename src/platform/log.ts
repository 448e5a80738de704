import type { LogOutputChannel } from 'vscode';

/** What code that must not import VS Code gets to write with. Never hand it a prompt, a key or a body. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;
