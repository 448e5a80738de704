import { isObject, isString } from '../../gemini/schema/jsonValue.ts';
import { isWrittenNumber } from '../writtenNumbers.ts';

/** Lines end as RFC 4180 wants them. */
const LINE_END = '\r\n';

/** Characters at the start of a cell that spreadsheets take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export interface CsvOptions {
	/** Columns, in order; default: the paths of all scalar values, in the order in which they appear. */
	readonly columns?: readonly string[] | undefined;
	/** Put an apostrophe before texts that a spreadsheet would run as a formula. Default: false. */
	readonly guardFormulas?: boolean | undefined;
}

/** The columns that items need: objects are spread over columns called `a.b`, lists stay in one. */
export function columnsOf(items: readonly unknown[]): readonly string[] {
	return [...new Set(items.flatMap(item => [...flatten(item).keys()]))];
}

/** Items as CSV by RFC 4180: a header, quoting where needed, lists and leftovers as JSON in their cell. */
export function toCsv(items: readonly unknown[], options: CsvOptions = {}): string {
	const columns = options.columns ?? columnsOf(items);
	return [csvLine(columns), ...items.map(item => csvRow(item, columns, options))].join('');
}

/** One item as a line, with its end: for files that grow while items arrive. */
export function csvRow(
	item: unknown,
	columns: readonly string[],
	{ guardFormulas = false }: CsvOptions = {},
): string {
	const cells = flatten(item);
	return csvLine(columns.map(column => cellText(cells.get(column), guardFormulas)));
}

export function csvLine(cells: readonly string[]): string {
	// A lone empty cell would be an empty line, which many readers skip.
	const only = cells.length === 1 && cells[0] === '';
	return (only ? '""' : cells.map(quoted).join(',')) + LINE_END;
}

function quoted(cell: string): string {
	return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function cellText(value: unknown, guardFormulas: boolean): string {
	if (value === undefined || value === null) {
		return '';
	}
	if (isString(value)) {
		return guardFormulas && FORMULA.test(value) ? `'${value}` : value;
	}
	return JSON.stringify(value);
}

/** Scalars by the path of names that leads to them; a scalar item is in the column `value`. */
function flatten(item: unknown, prefix = ''): Map<string, unknown> {
	if (!isObject(item) || isWrittenNumber(item)) {
		return new Map([[prefix === '' ? 'value' : prefix, item]]);
	}
	const entries = Object.entries(item);
	if (entries.length === 0 && prefix !== '') {
		return new Map([[prefix, item]]);
	}
	return new Map(
		entries.flatMap(([name, value]) => [
			...flatten(value, prefix === '' ? name : `${prefix}.${name}`),
		]),
	);
}
