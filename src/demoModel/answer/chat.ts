import { builtInTools, declaredFunctions } from '../requestCheck/checkTools.ts';
import { type Answer, textAnswer } from './answer.ts';
import { type Ask, textOf } from './ask.ts';
import { demoNote } from './demoNote.ts';
import { type Say, sayIn } from './language.ts';
import { sampleCode } from './sampleCode.ts';
import { thinkAbout } from './thoughts.ts';
import { topicOf } from './topic.ts';

type Section = string | false;

/** A lively Markdown answer that follows the message's words, and does not pretend to know more. */
export function chat(ask: Ask): Answer {
	const say = sayIn(ask.language);
	const body = composerFor(ask.prompt)(ask, say);
	const sections: Section[] = [received(ask, say), ...body, recall(ask, say), demoNote(say)];
	const text = sections.filter(section => section !== false && section !== '').join('\n\n');
	const thoughts = thinkAbout(ask, [
		say(
			`**Choosing a form**\n\nThe subject is ${topicOf(ask.prompt)}. A heading, a list or a table, and one example fit best.`,
			`**Choix de la forme**\n\nLe sujet est ${topicOf(ask.prompt)}. Un titre, une liste ou un tableau, et un exemple conviennent le mieux.`,
		),
	]);
	return textAnswer(thoughts, text);
}

type Composer = (ask: Ask, say: Say) => Section[];

const COMPOSERS: readonly (readonly [RegExp, Composer])[] = [
	[/^\W*(hi|hello|hey|bonjour|salut|coucou|good (morning|evening))\b.{0,20}$/isu, greet],
	[/^\W*(thanks|thank you|merci)/iu, thank],
	[
		/\b(vs\.?|versus|compare[rz]?|compar(aison|ison)|differences? between|différences? entre)\b/iu,
		compare,
	],
	[
		/\b(write|create|implement|écris|crée|code|implémente)\b.*\b(function|class|script|code|program|component|fonction|classe|programme|composant|regex|query|test)\b/isu,
		writeCode,
	],
	[
		/\b(\d+|some|a few|quelques|des)\s+(ideas?|tips?|ways?|reasons?|names?|steps?|examples?|idées|conseils|façons|raisons|noms|étapes|exemples)\b|\b(list|liste)\b/iu,
		enumerate,
	],
];

function composerFor(prompt: string): Composer {
	return COMPOSERS.find(([test]) => test.test(prompt))?.[1] ?? discuss;
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function greet(_: Ask, say: Say): Section[] {
	return [
		say(
			'## Hello! 👋\n\nI am the **demo model** of Comet Gemini. I answer every message token by token, so that you can see how the panel works before you set a key.',
			'## Bonjour ! 👋\n\nJe suis le **modèle de démonstration** de Comet Gemini. Je réponds à chaque message mot à mot, pour que vous voyiez le panneau à l’œuvre avant d’indiquer une clé.',
		),
		say(
			'Things to try:\n\n1. Select some code and run **Explain Selection**.\n2. Ask me to *compare* two things: you get a table.\n3. Open a JSON schema and run **Generate JSON from Schema**.\n4. Press **Stop** while I am talking.',
			'À essayer :\n\n1. Sélectionnez du code et lancez **Expliquer la sélection**.\n2. Demandez-moi de *comparer* deux choses : vous aurez un tableau.\n3. Ouvrez un schéma JSON et lancez **Générer du JSON depuis un schéma**.\n4. Appuyez sur **Arrêter** pendant que je parle.',
		),
	];
}

function thank(_: Ask, say: Say): Section[] {
	return [say('You are welcome! Shall we go on?', 'Avec plaisir ! On continue ?')];
}

function compare({ prompt }: Ask, say: Say): Section[] {
	const [left, right] = comparedIn(prompt);
	const row = (head: string, cell: (name: string) => string) =>
		`| ${head} | ${cell(left)} | ${cell(right)} |`;
	const letters = (name: string) => [...name].length;
	return [
		`## ${left} / ${right}`,
		say(
			`A demo has no opinion on **${left}** and **${right}**, but it knows how to compare:`,
			`Une démo n’a pas d’avis sur **${left}** et **${right}**, mais elle sait comparer :`,
		),
		[
			row(say('Look at', 'À regarder'), name => name),
			'| --- | :---: | :---: |',
			row(say('Fit with what you have', 'Accord avec l’existant'), () =>
				say('try it on one file', 'essayer sur un fichier'),
			),
			row(say('Cost of learning', 'Coût d’apprentissage'), () =>
				say('ask who knows it', 'demander qui connaît'),
			),
			row(say('Length of the name', 'Longueur du nom'), name =>
				say(`${letters(name)} letters`, `${letters(name)} lettres`),
			),
		].join('\n'),
		say(
			`- Take **${left}** when your team knows it already.\n- Take **${right}** when you start afresh and can measure.\n- ~~Guess~~ *Try both* on one small real task.`,
			`- Prenez **${left}** si votre équipe le connaît déjà.\n- Prenez **${right}** si vous partez de zéro et pouvez mesurer.\n- ~~Deviner~~ *Essayez les deux* sur une petite tâche réelle.`,
		),
	];
}

function comparedIn(prompt: string): [string, string] {
	const found =
		/([\p{L}\d.+#-]+)\s+(?:vs\.?|versus)\s+([\p{L}\d.+#-]+)/iu.exec(prompt) ??
		/(?:compare[rz]?|between|entre)\s+(.+?)\s+(?:and|with|to|et|avec|à)\s+([^?.!,]+)/iu.exec(
			prompt,
		);
	const clean = (text: string | undefined) => topicOf(text ?? '').trim();
	return [clean(found?.[1]), clean(found?.[2])];
}

function writeCode(ask: Ask, say: Say): Section[] {
	const topic = topicOf(ask.prompt);
	const { fence, code, steps } = sampleCode(ask.prompt, say);
	return [
		`## ${capitalised(topic)}`,
		say('Here is a starting point:', 'Voici un point de départ :'),
		`\`\`\`${fence}\n${code}\n\`\`\``,
		say('**How it works**', '**Comment cela marche**'),
		steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
	];
}

function enumerate({ prompt, random }: Ask, say: Say): Section[] {
	const topic = topicOf(prompt);
	const count = Math.min(Number(/\b(\d{1,2})\b/.exec(prompt)?.[1] ?? 5) || 5, 20);
	const angles = [
		say(
			'**Start small** — one case, end to end.',
			'**Commencer petit** — un cas, de bout en bout.',
		),
		say('**Write it down** — a sentence on the goal.', '**L’écrire** — une phrase sur le but.'),
		say(
			'**Measure first** — a number beats a feeling.',
			'**Mesurer d’abord** — un chiffre vaut mieux qu’une impression.',
		),
		say('**Ask someone** — a second pair of eyes.', '**Demander** — un second regard.'),
		say(
			'**Remove one thing** — and see whether it is missed.',
			'**Retirer une chose** — et voir si elle manque.',
		),
		say(
			'**Automate the dull part** — once it is understood.',
			'**Automatiser l’ennuyeux** — une fois compris.',
		),
		say(
			'**Turn it round** — what would make it worse?',
			'**Inverser** — qu’est-ce qui aggraverait les choses ?',
		),
	];
	const offset = random.int(0, angles.length - 1);
	const items = Array.from(
		{ length: count },
		(_, index) => `${index + 1}. ${angles[(index + offset) % angles.length]}`,
	);
	return [`## ${capitalised(topic)}`, items.join('\n')];
}

function discuss(ask: Ask, say: Say): Section[] {
	const topic = topicOf(ask.prompt);
	return [
		`## ${capitalised(topic)}`,
		say(
			`You asked about **${topic}**. A real model would answer in three steps:`,
			`Votre question porte sur **${topic}**. Un vrai modèle répondrait en trois temps :`,
		),
		say(
			'1. **The idea** — what it is for, in one sentence.\n2. **The mechanism** — its parts, and how they act on each other.\n3. **The limits** — when *not* to use it.',
			'1. **L’idée** — à quoi cela sert, en une phrase.\n2. **Le mécanisme** — ses éléments, et comment ils agissent entre eux.\n3. **Les limites** — quand *ne pas* l’utiliser.',
		),
		receivedTable(ask, say),
		say(
			'The core of your request, as it travels:',
			'Le cœur de votre requête, telle qu’elle voyage :',
		),
		`\`\`\`json\n${JSON.stringify({ contents: [{ role: 'user', parts: [{ text: ask.prompt.slice(0, 300) }] }] }, null, 2)}\n\`\`\``,
	];
}

/** All that the demo knows for sure: what it was sent. */
function receivedTable({ model, effort, request, prompt, round }: Ask, say: Say): string {
	const tools = builtInTools(request).concat(declaredFunctions(request).map(({ name }) => name));
	return [
		say('### What reached me', '### Ce que j’ai reçu'),
		'',
		say('| What | Value |', '| Quoi | Valeur |'),
		'| --- | --- |',
		`| ${say('Model', 'Modèle')} | \`${model.id}\` |`,
		`| ${say('Thinking', 'Réflexion')} | ${effort.toLowerCase()} |`,
		`| ${say('Message', 'Message')} | ${say(`no. ${round}, ${prompt.length} characters`, `nº ${round}, ${prompt.length} caractères`)} |`,
		`| ${say('Tools', 'Outils')} | ${tools.map(name => `\`${name}\``).join(', ') || say('none', 'aucun')} |`,
	].join('\n');
}

/** What came with the message, so that one sees that it arrived. */
function received({ request }: Ask, say: Say): Section {
	const media = (request.contents?.at(-1)?.parts ?? []).flatMap(
		part => part.inlineData ?? part.fileData ?? [],
	);
	if (media.length === 0) {
		return false;
	}
	const names = media.map(each => each.displayName ?? each.mimeType ?? 'file').join(', ');
	return say(
		`📎 Received with your message: *${names}*.`,
		`📎 Reçu avec votre message : *${names}*.`,
	);
}

function recall({ request, round }: Ask, say: Say): Section {
	const turns = (request.contents ?? []).filter(turn => turn.role !== 'model' && textOf(turn));
	const before = topicOf(textOf(turns.at(-2)));
	if (round < 2 || before === '…') {
		return false;
	}
	return say(
		`*This is message ${round} of our conversation; before, you asked about “${before}”.*`,
		`*C’est le message ${round} de notre conversation ; avant, vous parliez de « ${before} ».*`,
	);
}
