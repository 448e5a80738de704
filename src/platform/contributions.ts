/** Every id that package.json declares, once; a unit test holds the two together. */
export const COMMANDS = {
	setApiKey: 'cometGemini.setApiKey',
	clearApiKey: 'cometGemini.clearApiKey',
	chooseEndpoint: 'cometGemini.chooseEndpoint',
	explainSelection: 'cometGemini.explainSelection',
	explainProblem: 'cometGemini.explainProblem',
	generateJson: 'cometGemini.generateJson',
	newConversation: 'cometGemini.newConversation',
	stop: 'cometGemini.stop',
	showLog: 'cometGemini.showLog',
	openInEditor: 'cometGemini.openInEditor',
	openHistory: 'cometGemini.openHistory',
	chooseModel: 'cometGemini.chooseModel',
	setThinkingLevel: 'cometGemini.setThinkingLevel',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const CHAT_VIEW = 'cometGemini.chat';
export const CHAT_EDITOR = 'cometGemini.chatEditor';
export const VENDOR = 'cometGemini';
export const SECTION = 'cometGemini';

export const CONTEXT_KEYS = {
	/** The endpoint can be used: its key is stored, or it needs none. */
	hasApiKey: 'cometGemini.hasApiKey',
	isStreaming: 'cometGemini.isStreaming',
} as const;
