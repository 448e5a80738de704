/** A command line of the model as a person is asked about it. */
export interface ShownCommand {
	/** What nobody could see, or what would show the rest in another order, stands in it as `\u{202e}`. */
	readonly text: string;
	/** All of it is shown. */
	readonly isWhole: boolean;
	/** A terminal that it is put into runs nothing of it by itself. */
	readonly isOneLine: boolean;
}

/** As much as fits into a dialog, in UTF-16 units. */
const MAX_SHOWN = 2_000;

export function shownCommand(command: string): ShownCommand {
	const isWhole = command.length <= MAX_SHOWN;
	const shown = isWhole ? command : `${command.slice(0, MAX_SHOWN)}…`;
	return {
		text: shown.replace(
			/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<![\n\t])/gu,
			character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
		),
		isWhole,
		// A terminal takes control characters, line ends among them, for keys that are pressed.
		isOneLine: !/\p{Cc}/u.test(command),
	};
}
