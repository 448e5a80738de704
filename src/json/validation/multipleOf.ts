import { _, type FuncKeywordDefinition, str } from 'ajv';

/**
 * `multipleOf` for numbers as they are written. The quotient of two binary fractions is hardly ever a whole
 * number, so that most prices would be no multiples of 0.01.
 */
export const MULTIPLE_OF: FuncKeywordDefinition = {
	keyword: 'multipleOf',
	type: 'number',
	schemaType: 'number',
	validate: (divisor: number, value: number) => isMultiple(value, divisor),
	errors: false,
	error: {
		message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
		params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
	},
};

function isMultiple(value: number, divisor: number): boolean {
	if (divisor === 0) {
		return false;
	}
	if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) {
		return value % divisor === 0;
	}
	const one = decimal(value);
	const other = decimal(divisor);
	if (one === undefined || other === undefined) {
		return false;
	}
	const exponent = Math.min(one.exponent, other.exponent);
	const whole = ({ digits, exponent: own }: Decimal) => digits * 10n ** BigInt(own - exponent);
	return whole(one) % whole(other) === 0n;
}

/** `digits` times ten to the power of `exponent`. */
interface Decimal {
	readonly digits: bigint;
	readonly exponent: number;
}

/** Undefined for what JSON cannot say: infinity. */
function decimal(value: number): Decimal | undefined {
	const [, whole = '', fraction = '', power = '0'] =
		/^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
	return whole === ''
		? undefined
		: { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
