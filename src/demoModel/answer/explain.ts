import { type Answer, textAnswer } from './answer.ts';
import type { Ask } from './ask.ts';
import {
	type CodeBlock,
	type CodeFacts,
	factsOf,
	type LineFact,
	type LineKind,
} from './codeFacts.ts';
import { demoNote } from './demoNote.ts';
import { type Say, sayIn } from './language.ts';

const MAX_ROWS = 12;

/** Explains the very code that the prompt holds, from what can be read off it. */
export function explainCode(ask: Ask, block: CodeBlock): Answer {
	const say = sayIn(ask.language);
	const facts = factsOf(block);
	const text = [
		headline(block, facts, say),
		problems(ask.prompt, say),
		parts(block, facts, say),
		walk(block, facts, say),
		worthKnowing(block, facts, say),
		usage(block, facts, say),
		demoNote(say),
	]
		.filter(section => section !== '')
		.join('\n\n');
	return textAnswer(thoughtsOn(block, facts, say), text);
}

function headline(block: CodeBlock, facts: CodeFacts, say: Say): string {
	const { language, lines, firstLine } = block;
	const subject = mainSubject(facts);
	const last = firstLine + lines.length - 1;
	const title = subject
		? say(`## What \`${subject}\` does`, `## Ce que fait \`${subject}\``)
		: say('## What this code does', '## Ce que fait ce code');
	const span =
		lines.length === 1
			? say(`line ${firstLine}`, `ligne ${firstLine}`)
			: say(`lines ${firstLine}–${last}`, `lignes ${firstLine} à ${last}`);
	return `${title}\n\n**${language.name}**, ${span}: ${summary(facts, say)}`;
}

/** `path:line`, which editors can link; the line alone when no path is known. */
function at({ path }: CodeBlock, line: number, say: Say): string {
	return path === undefined ? say(`line ${line}`, `ligne ${line}`) : `\`${path}:${line}\``;
}

function mainSubject({ callables, definitions }: CodeFacts): string | undefined {
	return (definitions.length > 0 && definitions.length <= 2 ? definitions[0] : callables[0])?.name;
}

function summary({ callables, definitions, notable }: CodeFacts, say: Say): string {
	const has = (kind: LineKind) => notable.some(each => each.kind === kind);
	const inventory = [
		...definitions.map(each => `${each.kind} \`${each.name}\``),
		...callables.slice(0, 4).map(each => `\`${each.name}()\``),
	];
	const does = [
		has('loop') && say('walks over a collection', 'parcourt une collection'),
		has('branch') && say('decides between cases', 'distingue des cas'),
		has('await') && say('waits for asynchronous work', 'attend un travail asynchrone'),
		(has('handler') || has('throw')) && say('deals with failure', 'traite les échecs'),
		has('return') && say('hands back a result', 'renvoie un résultat'),
	].filter(each => each !== false);
	const holds =
		inventory.length > 0
			? say(`it defines ${listed(inventory, say)}`, `on y trouve ${listed(inventory, say)}`)
			: say('a run of plain statements', 'une suite d’instructions simples');
	return does.length > 0
		? say(
				`${holds}; in short, it ${listed(does, say)}.`,
				`${holds} ; en bref, il ${listed(does, say)}.`,
			)
		: `${holds}.`;
}

function listed(items: readonly string[], say: Say): string {
	const last = items.at(-1) ?? '';
	const and = say('and', 'et');
	return items.length > 1 ? `${items.slice(0, -1).join(', ')} ${and} ${last}` : last;
}

/** Problems that the editor reported, as far as the prompt lists them. */
function problems(prompt: string, say: Say): string {
	const reported = [...prompt.matchAll(/^[-* ]*((?:line|ligne) \d+: .*)$/gim)].slice(0, 5);
	if (reported.length === 0) {
		return '';
	}
	const title = say('### Reported problems', '### Problèmes signalés');
	return `${title}\n\n${reported.map(([, line]) => `- ${line}`).join('\n')}`;
}

function parts(block: CodeBlock, { callables }: CodeFacts, say: Say): string {
	if (callables.length === 0) {
		return '';
	}
	const items = callables.slice(0, 6).map(({ name, line, params, isAsync }) => {
		const where = at(block, line, say);
		const takes =
			params.length > 0
				? say(`takes ${listed(params.map(code), say)}`, `reçoit ${listed(params.map(code), say)}`)
				: say('takes no parameters', 'ne reçoit aucun paramètre');
		const asynchronous = isAsync ? say(', asynchronous', ', asynchrone') : '';
		return `- **\`${name}\`** (${where}${asynchronous}) ${takes}.`;
	});
	return `${say('### Its parts', '### Ses éléments')}\n\n${items.join('\n')}`;
}

function code(text: string): string {
	return `\`${text}\``;
}

/** A table of the lines that matter; of every line when there are few. */
function walk({ lines, firstLine }: CodeBlock, facts: CodeFacts, say: Say): string {
	const heads = new Set(facts.callables.map(each => each.line));
	const steps = facts.notable.filter(({ kind, line }) => kind !== 'comment' && !heads.has(line));
	const wanted =
		steps.length > MAX_ROWS
			? steps.filter(({ kind }) => kind !== 'call' && kind !== 'assignment')
			: steps;
	const rows = (wanted.length > 0 ? wanted : steps).slice(0, MAX_ROWS);
	if (rows.length === 0) {
		const shown = lines
			.slice(0, 6)
			.map((line, index) => `| ${firstLine + index} | ${cell(line)} |`);
		return `| ${say('Line', 'Ligne')} | ${say('Text', 'Texte')} |\n| ---: | --- |\n${shown.join('\n')}`;
	}
	const body = rows.map(row => `| ${row.line} | ${cell(row.text)} | ${role(row, say)} |`);
	return [
		say('### Step by step', '### Pas à pas'),
		'',
		`| ${say('Line', 'Ligne')} | ${say('Code', 'Code')} | ${say('What happens', 'Ce qui se passe')} |`,
		'| ---: | --- | --- |',
		...body,
	].join('\n');
}

function cell(text: string): string {
	const short = text.trim().length > 48 ? `${text.trim().slice(0, 47)}…` : text.trim();
	const safe = short.replaceAll('|', '\\|');
	return safe.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe}\``;
}

function role({ kind, text }: LineFact, say: Say): string {
	const target = /^(?:const|let|var|val|auto)?\s*([\w$.]+)\s*(?::[^=]+)?[:+*/-]?=/.exec(text)?.[1];
	const called = /([\w$.]+)\s*\(/.exec(text)?.[1];
	const words: Readonly<Record<LineKind, string>> = {
		import: say('brings in what is used below', 'importe ce qui sert plus bas'),
		loop: say('repeats the work for each item', 'répète le travail pour chaque élément'),
		branch: say('goes one of two ways', 'choisit entre deux voies'),
		handler: say('catches what may go wrong', 'rattrape ce qui peut échouer'),
		throw: say('stops with an error', 'interrompt avec une erreur'),
		return: say('gives the result to the caller', 'donne le résultat à l’appelant'),
		await: say('waits until the work is done', 'attend la fin du travail'),
		comment: say('explains the code', 'commente le code'),
		assignment: target
			? say(`keeps a value in \`${target}\``, `garde une valeur dans \`${target}\``)
			: say('keeps a value', 'garde une valeur'),
		call: called
			? say(`calls \`${called}\``, `appelle \`${called}\``)
			: say('does one step', 'effectue une étape'),
	};
	return words[kind];
}

function worthKnowing(block: CodeBlock, { callables, notable }: CodeFacts, say: Say): string {
	const first = (...kinds: LineKind[]) => notable.find(each => kinds.includes(each.kind));
	const place = (fact: LineFact) => at(block, fact.line, say);
	const failure = first('handler', 'throw');
	const loop = first('loop');
	const wait = first('await');
	const notes = [
		failure
			? say(
					`**Errors** are dealt with at ${place(failure)}; check that the caller expects what becomes of them.`,
					`**Les erreurs** sont traitées à ${place(failure)} ; vérifiez que l’appelant s’attend à ce qu’elles deviennent.`,
				)
			: say(
					'**Errors** are not dealt with here: whatever fails inside reaches the caller.',
					'**Les erreurs** ne sont pas traitées ici : tout échec remonte à l’appelant.',
				),
		loop &&
			say(
				`**Cost** grows with the number of items, see ${place(loop)}; an empty collection skips the body.`,
				`**Le coût** croît avec le nombre d’éléments, voir ${place(loop)} ; une collection vide saute le corps.`,
			),
		wait &&
			say(
				`**Order matters** at ${place(wait)}: what follows runs only when the awaited work is done.`,
				`**L’ordre compte** à ${place(wait)} : la suite ne s’exécute qu’une fois le travail attendu terminé.`,
			),
		callables.some(each => each.params.length > 3) &&
			say(
				'**Many parameters**: an object with named fields would be easier to read at the call.',
				'**Beaucoup de paramètres** : un objet aux champs nommés se lirait mieux à l’appel.',
			),
	].filter(Boolean);
	const items = notes.map((note, index) => `${index + 1}. ${note}`);
	return `${say('### Worth knowing', '### Bon à savoir')}\n\n${items.join('\n')}`;
}

function usage({ language }: CodeBlock, { callables }: CodeFacts, say: Say): string {
	const first = callables[0];
	if (!first) {
		return '';
	}
	const call = `${first.name}(${first.params.map(each => each.replace(/[^\w$]/g, '') || 'value').join(', ')})`;
	const isScript = language.fence === 'ts' || language.fence === 'js';
	const statement = isScript ? `const result = ${first.isAsync ? 'await ' : ''}${call};` : call;
	const remark = `${language.lineComment} ${say('how it is called', 'comment on l’appelle')}`;
	return `${say('### In use', '### À l’usage')}\n\n\`\`\`${language.fence}\n${remark}\n${statement}\n\`\`\``;
}

function thoughtsOn({ language, lines, firstLine }: CodeBlock, facts: CodeFacts, say: Say) {
	const names =
		facts.callables
			.map(each => each.name)
			.slice(0, 3)
			.join(', ') || language.name;
	return [
		say(
			`**Reading the code**\n\nThere are ${lines.length} lines of ${language.name} from line ${firstLine} on. I look for the names that carry the meaning: ${names}.`,
			`**Lecture du code**\n\nIl y a ${lines.length} lignes de ${language.name} à partir de la ligne ${firstLine}. Je cherche les noms qui portent le sens : ${names}.`,
		),
		say(
			'**Following the flow**\n\nI follow loops, branches and exits, and note where an error can leave the function.',
			'**Suivi du déroulement**\n\nJe suis les boucles, les branches et les sorties, et je note où une erreur peut quitter la fonction.',
		),
	];
}
