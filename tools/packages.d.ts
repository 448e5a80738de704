/** Where an extension host runs: with Node, or in a browser, which gets a package of its own. */
export declare const TARGETS: readonly ['desktop', 'web'];
export type Target = (typeof TARGETS)[number];
/** Builds everything as it is shipped, in a place of its own. */
export declare function buildForShipping(): Promise<void>;
/** Lays out the content of a package as an unpacked extension; resolves to its folder. */
export declare function stage(target: Target): Promise<string>;
/** The web host takes no ES modules, and goes by `type` even where `browser` names the file. */
export declare function shippedManifest(
	manifest: Readonly<Record<string, unknown>>,
	target: Target,
): Record<string, unknown>;
/** Packs a staged folder. @throws with the output when vsce warns of anything. */
export declare function pack(folder: string, target: Target, destination?: string): Promise<string>;
export declare function sizeInKilobytes(file: string): Promise<number>;
