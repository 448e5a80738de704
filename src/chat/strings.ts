import { l10n } from 'vscode';
import type { PageStrings } from '../shared/pageStrings.ts';

/** The page's words in the person's language. */
export function pageStrings(): PageStrings {
	return {
		composerLabel: l10n.t('Message to Gemini'),
		composerPlaceholder: l10n.t('Ask Gemini — Enter sends, Shift+Enter breaks the line'),
		send: l10n.t('Send'),
		stop: l10n.t('Stop'),
		conversation: l10n.t('Conversation'),
		you: l10n.t('You'),
		model: 'Gemini',
		thoughts: l10n.t('Thoughts'),
		thinking: l10n.t('Thinking…'),
		waiting: l10n.t('Waiting for the model…'),
		answerComplete: l10n.t('Answer complete.'),
		answerStopped: l10n.t('Answer stopped.'),
		answerFailed: l10n.t('The answer failed.'),
		stopped: l10n.t('Stopped'),
		interrupted: l10n.t('Interrupted when the window closed'),
		retryIn: l10n.t('Trying again in {0} s (attempt {1} of {2})'),
		copy: l10n.t('Copy'),
		copied: l10n.t('Copied'),
		copyCode: l10n.t('Copy code'),
		copyAnswer: l10n.t('Copy answer'),
		regenerate: l10n.t('Try again'),
		jumpToLatest: l10n.t('Jump to latest'),
		chooseModel: l10n.t('Choose model'),
		thinkingLevel: l10n.t('Thinking level of this workspace'),
		nothingSent: l10n.t('nothing is sent'),
		welcomeTitle: l10n.t('Ask about your code'),
		welcomeText: l10n.t(
			'Select code and run “Explain Selection”, or write a question below. Answers stream in as the model writes them.',
		),
		keyNeededTitle: l10n.t('Connect to a Gemini endpoint'),
		keyNeededText: l10n.t(
			'Enter an API key for {0}, or choose another endpoint. The key is kept in the secret storage of VS Code.',
		),
		setApiKey: l10n.t('Set API Key'),
		chooseEndpoint: l10n.t('Choose Endpoint'),
		tokens: l10n.t('{0} tokens'),
		tokensDetail: l10n.t('prompt {0} · answer {1} · thoughts {2}'),
		generatedImage: l10n.t('Generated image'),
		toolCall: l10n.t('Tool call: {0}'),
		codeRun: l10n.t('Code that the model ran'),
		codeResult: l10n.t('Result'),
		sources: l10n.t('Sources'),
	};
}
