import assert from 'node:assert/strict';
import { withoutSecretFiles } from '../../../src/platform/tools/diffSections.ts';

const harmless = `diff --git a/src/a.ts b/src/a.ts
index 1..2 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1 +1 @@
-diff --git a/.env b/.env
+--- a/.env
`;

const secrets: Readonly<Record<string, string>> = {
	'a changed one': `diff --git a/.env b/.env
index 1..2 100644
--- a/.env
+++ b/.env
@@ -1 +1 @@
-KEY=marmot
+KEY=marmots
`,
	'a new one': `diff --git a/my app/server.pem b/my app/server.pem
new file mode 100644
--- /dev/null
+++ b/my app/server.pem
@@ -0,0 +1 @@
+marmot
`,
	'one with an unusual name': `diff --git "a/caf\\303\\251/.env" "b/caf\\303\\251/.env"
--- "a/caf\\303\\251/.env"
+++ "b/caf\\303\\251/.env"
@@ -1 +1 @@
+marmot
`,
	'one that was renamed to something harmless': `diff --git a/.npmrc b/notes.txt
similarity index 90%
rename from .npmrc
rename to notes.txt
--- a/.npmrc
+++ b/notes.txt
@@ -1 +1 @@
+marmot
`,
	'one without prefixes': `diff --git .env .env
--- .env
+++ .env
@@ -1 +1 @@
+marmot
`,
	'one in a merge': `diff --cc .env
index 1,2..3
--- a/.env
+++ b/.env
@@@ -1,1 -1,1 +1,1 @@@
++marmot
`,
	'a binary one': `diff --git a/x.p12 b/x.p12
index 1..2 100644
GIT binary patch
literal 6
marmot
`,
};

describe('A diff for the model', () => {
	it('is handed on as it is where no file holds secrets', () => {
		assert.equal(withoutSecretFiles(harmless), harmless);
	});

	for (const [what, secret] of Object.entries(secrets)) {
		it(`tells of a file that may hold secrets only that it is left out: ${what}`, () => {
			assert.equal(
				withoutSecretFiles(harmless + secret + harmless),
				`${harmless}${harmless}(left out: 1 changed files that may hold secrets)\n`,
			);
		});
	}
});
