/** What decides where a setting is written. */
export interface SettingPlace {
	readonly id: string;
	/** How many folders the workspace has. */
	readonly folders: number;
	/** Whether what a person works at is in one of them. */
	readonly isInFolder: boolean;
	/** Whether the folder has a value of its own. */
	readonly hasFolderValue: boolean;
	readonly isTrusted: boolean;
}

/** A workspace that is not trusted has no say in it (`restrictedConfigurations` of package.json). */
const NEEDS_TRUST = 'model';

/** To the workspace (the folder in multi-root), else to the user. */
export function settingTarget({
	id,
	isTrusted,
	folders,
	isInFolder,
	hasFolderValue,
}: SettingPlace): 'Global' | 'Workspace' | 'WorkspaceFolder' {
	if (folders === 0 || (id === NEEDS_TRUST && !isTrusted)) {
		return 'Global';
	}
	return hasFolderValue || (folders > 1 && isInFolder) ? 'WorkspaceFolder' : 'Workspace';
}
