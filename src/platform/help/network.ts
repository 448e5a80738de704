/** What the machine can tell of the way to a host, below HTTP. */
export interface Network {
	/** Proxies that the environment names: variable and address. */
	environmentProxies(): readonly (readonly [variable: string, address: string])[];
	/** @throws with a `code` as `ENOTFOUND`. */
	lookUp(host: string): Promise<readonly string[]>;
	/** Connects directly, without a proxy. @throws with a `code` as `ECONNREFUSED` or that of a certificate. */
	connect(target: ConnectionTarget, signal: AbortSignal): Promise<Connection>;
}

export interface ConnectionTarget {
	readonly host: string;
	readonly port: number;
	readonly isEncrypted: boolean;
}

export interface Connection {
	/** As `TLSv1.3`; absent without encryption. */
	readonly protocol?: string | undefined;
	/** Who issued the certificate. */
	readonly issuer?: string | undefined;
	readonly validTo?: string | undefined;
}
