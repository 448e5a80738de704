import { fromBase64 } from './base64.ts';
import { hash } from './random.ts';

const MARK = 'demo-signature';
const BYPASSES = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];

/**
 * A signature that {@link isValidSignature} recognises: bound to the model and to what it stands on
 * (`call:read_file`, `text`, `image`), as the real ones are.
 */
export function issueSignature(model: string, subject: string, nonce: number): string {
	const payload = `${MARK}|${model}|${nonce.toString(36)}`;
	return btoa(`${payload}|${hash(`${payload}|${subject}`).toString(36)}`);
}

/** Refuses what was edited, moved to another part, or issued under another model. */
export function isValidSignature(signature: string, model: string, subject: string): boolean {
	if (BYPASSES.includes(signature)) {
		return true;
	}
	const [mark, issuedFor, nonce, checksum] = (fromBase64(signature) ?? '').split('|');
	const payload = `${mark}|${issuedFor}|${nonce}`;
	return (
		mark === MARK && issuedFor === model && checksum === hash(`${payload}|${subject}`).toString(36)
	);
}
