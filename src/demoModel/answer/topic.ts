const LEAD =
	/^\W*(?:(?:can|could|would) you|please|peux-tu|pouvez-vous|s’il te plaît|i want to|je veux|tell me|dis-moi|explain|explique(?:-moi)?|describe|décris|what(?:’s|'s| is| are)|qu’est-ce qu(?:e|i)|c’est quoi|how (?:do|can|does|to) ?(?:i|we|you)?|comment|why (?:is|are|do|does)|pourquoi|give me|donne-moi|about|write|écris|create|list|compare)\b[\s,:]*/iu;

/** What a message is about: its first sentence without the words that ask. */
export function topicOf(prompt: string): string {
	const prose = prompt
		.replace(/```[\s\S]*?```/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	let topic = /^.*?[.?!](?=\s|$)/.exec(prose)?.[0] ?? prose;
	for (let rest = topic.replace(LEAD, ''); rest !== topic && rest !== ''; ) {
		topic = rest;
		rest = topic.replace(LEAD, '');
	}
	topic = topic.replace(/^(the|a|an|le|la|les|un|une|l['’])\s+/iu, '').replace(/[\s.?!:]+$/u, '');
	const short = topic.length > 80 ? `${topic.slice(0, 80).replace(/\s\S*$/, '')}…` : topic;
	return short === '' ? '…' : short.replace(/[*_`#[\]<>|]/g, '');
}
