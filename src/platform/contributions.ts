/** Every id that package.json declares, once; a unit test holds the two together. */
export const COMMANDS = {
	setApiKey: 'cometGemini.setApiKey',
	tryDemo: 'cometGemini.tryDemo',
	endDemo: 'cometGemini.endDemo',
	diagnoseConnection: 'cometGemini.diagnoseConnection',
	reportProblem: 'cometGemini.reportProblem',
	clearApiKey: 'cometGemini.clearApiKey',
	chooseEndpoint: 'cometGemini.chooseEndpoint',
	explainSelection: 'cometGemini.explainSelection',
	explainProblem: 'cometGemini.explainProblem',
	explainWithContext: 'cometGemini.explainWithContext',
	explainLine: 'cometGemini.explainLine',
	explainFile: 'cometGemini.explainFile',
	explainCell: 'cometGemini.explainCell',
	explainTerminalSelection: 'cometGemini.explainTerminalSelection',
	explanationStop: 'cometGemini.explanation.stop',
	explanationReply: 'cometGemini.explanation.reply',
	explanationAgain: 'cometGemini.explanation.again',
	explanationRemove: 'cometGemini.explanation.remove',
	explanationToPanel: 'cometGemini.explanation.toPanel',
	explanationToCode: 'cometGemini.explanation.toCode',
	explanationToDocument: 'cometGemini.explanation.toDocument',
	explanationOpenLink: 'cometGemini.explanation.openLink',
	explanationAct: 'cometGemini.explanation.act',
	generateJson: 'cometGemini.generateJson',
	generateJsonAgain: 'cometGemini.generateJsonAgain',
	changeJsonRequest: 'cometGemini.changeJsonRequest',
	repairJson: 'cometGemini.repairJson',
	openJsonHistory: 'cometGemini.openJsonHistory',
	addFile: 'cometGemini.addFile',
	addSelection: 'cometGemini.addSelection',
	newConversation: 'cometGemini.newConversation',
	stop: 'cometGemini.stop',
	showLog: 'cometGemini.showLog',
	importConversation: 'cometGemini.importConversation',
	exportJson: 'cometGemini.exportJson',
	exportMarkdown: 'cometGemini.exportMarkdown',
	resetToolPermissions: 'cometGemini.resetToolPermissions',
	chooseTools: 'cometGemini.chooseTools',
	openInEditor: 'cometGemini.openInEditor',
	openHistory: 'cometGemini.openHistory',
	chooseModel: 'cometGemini.chooseModel',
	setThinkingLevel: 'cometGemini.setThinkingLevel',
	find: 'cometGemini.find',
	nextCodeBlock: 'cometGemini.nextCodeBlock',
	previousCodeBlock: 'cometGemini.previousCodeBlock',
	quote: 'cometGemini.quote',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const CHAT_VIEW = 'cometGemini.chat';
export const CHAT_EDITOR = 'cometGemini.chatEditor';
export const VENDOR = 'cometGemini';
/** Scheme of the read-only documents that hold explanations. */
export const EXPLANATION_SCHEME = 'comet-gemini-explanation';
/** Scheme of the read-only documents that show requests and responses. */
export const INSPECTION_SCHEME = 'comet-gemini-inspect';
/** Scheme of the read-only documents about generated JSON: what a model enforces, what a repair changed. */
export const JSON_TEXT_SCHEME = 'comet-gemini-json';
/** Scheme of generated media that no file holds. */
export const MEDIA_SCHEME = 'comet-gemini-media';
/** Scheme of the read-only documents about the connection. */
export const REPORT_SCHEME = 'comet-gemini-report';
export const COMMENT_CONTROLLER = 'cometGemini.explain';
export const SECTION = 'cometGemini';

export const CONTEXT_KEYS = {
	/** The endpoint can be used: its key is stored, or it needs none. */
	hasApiKey: 'cometGemini.hasApiKey',
	/** The demo model answers in place of the endpoint. */
	isDemo: 'cometGemini.isDemo',
	isStreaming: 'cometGemini.isStreaming',
	/** A page of the panel has the keyboard. */
	panelFocus: 'cometGemini.panelFocus',
	/** An explanation beside the code is being written. */
	isExplaining: 'cometGemini.isExplaining',
	/** The panel shows a conversation that holds an explanation of code. */
	panelExplains: 'cometGemini.panelExplains',
} as const;
