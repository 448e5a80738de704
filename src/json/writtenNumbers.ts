import { isObject, sortedKeys } from '../gemini/schema/jsonValue.ts';

/**
 * A number whose text another one would take the place of if it were read and written: it is too large, has more
 * digits than are kept, or is written in another way, as `1.0`. `JSON.stringify` writes it as it came.
 */
interface WrittenNumber {
	readonly rawJSON: string;
}

declare global {
	interface JSON {
		/** Not in every browser. */
		readonly rawJSON?: (text: string) => WrittenNumber;
		readonly isRawJSON?: (value: unknown) => value is WrittenNumber;
	}
}

/** The number of a text of JSON, or what is written as that text again. */
export function numberOf(text: string): unknown {
	const value = Number(text);
	return JSON.stringify(value) === text ? value : (JSON.rawJSON?.(text) ?? value);
}

/** Looks like an object, and is a scalar. */
export function isWrittenNumber(value: unknown): value is WrittenNumber {
	return JSON.isRawJSON?.(value) === true;
}

/**
 * The value of a text of JSON, whose numbers will be written as they came.
 *
 * @throws SyntaxError
 */
export function parseWritten(text: string): unknown {
	return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
		typeof value === 'number' && context?.source !== undefined ? numberOf(context.source) : value,
	);
}

/** Text that is equal for equal values: whatever the order of their keys, and however their numbers are written. */
export function keyOf(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) => {
		if (isWrittenNumber(part)) {
			return numberOf(plainText(part.rawJSON));
		}
		return isObject(part) ? sortedKeys(part) : part;
	});
}

/** Beyond so many zeros a number is written with its power of ten. */
const MAX_ZEROS = 40;

/** The same text for the same decimal number, as JavaScript writes it where that is just this number. */
function plainText(text: string): string {
	const plain = JSON.stringify(Number(text));
	const { sign, digits, exponent } = decimalOf(text);
	const own = decimalOf(plain);
	if (own.sign === sign && own.digits === digits && own.exponent === exponent) {
		return plain;
	}
	if (exponent > MAX_ZEROS || exponent < -MAX_ZEROS) {
		return `${sign}${digits}e${exponent}`;
	}
	const zeros = Math.max(0, Number(exponent));
	const behind = Math.max(0, -Number(exponent));
	const all = (digits + '0'.repeat(zeros)).padStart(behind + 1, '0');
	const point = all.length - behind;
	return sign + all.slice(0, point) + (behind > 0 ? `.${all.slice(point)}` : '');
}

/** `digits`, without zeros at either end, times ten to the power of `exponent`. */
interface Decimal {
	readonly sign: string;
	readonly digits: string;
	readonly exponent: bigint;
}

function decimalOf(text: string): Decimal {
	const [, sign = '', whole = '', fraction = '', power = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
	const all = (whole + fraction).replace(/^0+/, '');
	const digits = all.replace(/0+$/, '');
	if (digits === '') {
		return { sign: '', digits: '0', exponent: 0n };
	}
	const exponent = BigInt(power) + BigInt(all.length - digits.length - fraction.length);
	return { sign, digits, exponent };
}
