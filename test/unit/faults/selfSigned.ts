import { generateKeyPairSync, sign } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;
const VERSION = 0xa0;
const ED25519 = [0x2b, 0x65, 0x70];
const COMMON_NAME = [0x55, 0x04, 0x03];

/** A certificate that nobody has signed but its own key, as PEM. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const algorithm = der(SEQUENCE, der(OBJECT_ID, ED25519));
	const name = der(
		SEQUENCE,
		der(SET, der(SEQUENCE, der(OBJECT_ID, COMMON_NAME), der(UTF8, Buffer.from('localhost')))),
	);
	const body = der(
		SEQUENCE,
		der(VERSION, der(INTEGER, [2])),
		der(INTEGER, [1]),
		algorithm,
		name,
		der(
			SEQUENCE,
			der(UTC_TIME, Buffer.from('200101000000Z')),
			der(UTC_TIME, Buffer.from('491231235959Z')),
		),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signature = sign(undefined, body, privateKey);
	const certificate = der(SEQUENCE, body, algorithm, der(BIT_STRING, [0], signature));
	const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}

/** Tag, length and content, as ASN.1 is written down. */
function der(tag: number, ...contents: readonly (Uint8Array | readonly number[])[]): Buffer {
	const content = Buffer.concat(contents.map(each => Uint8Array.from(each)));
	const { length } = content;
	const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Uint8Array.from([tag, ...size]), content]);
}
