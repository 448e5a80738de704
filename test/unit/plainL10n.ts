/** Stands in for VS Code's `l10n`: English, with the values in their slots. */
export const plainL10n = {
	t(message: unknown, ...values: unknown[]): string {
		return String(message).replace(/\{(\d+)\}/g, (_, index: string) =>
			String(values[Number(index)]),
		);
	},
};
