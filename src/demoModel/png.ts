export type Rgb = readonly [red: number, green: number, blue: number];

export interface Picture {
	readonly width: number;
	readonly height: number;
	/** At most 256 colours. */
	readonly palette: readonly Rgb[];
	/** The palette index of a pixel. */
	readonly at: (x: number, y: number) => number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MAX_STORED = 0xffff;

/** A PNG with a palette, its data stored without compression: valid everywhere, and the same everywhere. */
export function encodePng({ width, height, palette, at }: Picture): Uint8Array {
	const rows = new Uint8Array((width + 1) * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			rows[y * (width + 1) + 1 + x] = at(x, y);
		}
	}
	const header = [...uint32(width), ...uint32(height), 8, 3, 0, 0, 0];
	return concat([
		Uint8Array.from(SIGNATURE),
		chunk('IHDR', Uint8Array.from(header)),
		chunk('PLTE', Uint8Array.from(palette.flat())),
		chunk('IDAT', stored(rows)),
		chunk('IEND', new Uint8Array()),
	]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const body = concat([new TextEncoder().encode(type), data]);
	return concat([Uint8Array.from(uint32(data.length)), body, Uint8Array.from(uint32(crc32(body)))]);
}

/** A zlib stream of stored deflate blocks. */
function stored(data: Uint8Array): Uint8Array {
	const blocks: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
	for (let start = 0; start < data.length; start += MAX_STORED) {
		const block = data.subarray(start, start + MAX_STORED);
		const isLast = start + MAX_STORED >= data.length;
		const size = [block.length & 0xff, block.length >> 8];
		blocks.push(
			Uint8Array.from([isLast ? 1 : 0, ...size, ...size.map(byte => byte ^ 0xff)]),
			block,
		);
	}
	return concat([...blocks, Uint8Array.from(uint32(adler32(data)))]);
}

function uint32(value: number): number[] {
	return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function concat(arrays: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(arrays.reduce((sum, each) => sum + each.length, 0));
	let offset = 0;
	for (const each of arrays) {
		whole.set(each, offset);
		offset += each.length;
	}
	return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) {
		value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	}
	return value;
});

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	}
	return ~crc >>> 0;
}

function adler32(bytes: Uint8Array): number {
	let low = 1;
	let high = 0;
	for (const byte of bytes) {
		low = (low + byte) % 65_521;
		high = (high + low) % 65_521;
	}
	return ((high << 16) | low) >>> 0;
}
