import { visibleText } from '../platform/visibleText.ts';

/** A command line of the model as a person is asked about it. */
export interface ShownCommand {
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
	return {
		text: visibleText(isWhole ? command : `${command.slice(0, MAX_SHOWN)}…`),
		isWhole,
		// A terminal takes control characters, line ends among them, for keys that are pressed.
		isOneLine: !/\p{Cc}/u.test(command),
	};
}
