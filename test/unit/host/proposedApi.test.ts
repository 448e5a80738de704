import assert from 'node:assert/strict';
import { restoreProposedApiCheck } from '../../host/proposedApi.ts';

const alwaysYes = `function Oe(i,t){return!0}function M(i,t){if(!Oe(i,t))throw new Error(\`Extension '\${i.identifier.value}' CANNOT use API proposal: \${t}.\`)}`;
const forAll =
	'this.c=new Set((t.extensionEnabledProposedApi??[]).map(n=>Si.toKey(n))),this.b=!0,this.d=new Map;';

describe('the check of proposed API in VS Code', () => {
	it('asks the extension again in the extension host', () => {
		assert.equal(
			restoreProposedApiCheck('extensionHostProcess.js', `function D2(i,e){return!0}${alwaysYes}`),
			`function D2(i,e){return!0}${alwaysYes.replace(
				'{return!0}',
				'{return!!i.enabledApiProposals&&i.enabledApiProposals.includes(t)}',
			)}`,
		);
	});

	it('is no longer switched off for all in the workbench', () => {
		const restored = restoreProposedApiCheck('workbench.js', alwaysYes + forAll);
		assert.ok(restored.endsWith(forAll.replace('!0', '!1')), restored);
	});

	it('is not taken for restored where a file looks different', () => {
		assert.throws(
			() => restoreProposedApiCheck('extensionHostProcess.js', 'function Oe(i,t){return!0}'),
			/extensionHostProcess\.js: .* was not found/,
		);
		assert.throws(() => restoreProposedApiCheck('workbench.js', alwaysYes), /was not found/);
	});
});
