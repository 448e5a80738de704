import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Prints how many milliseconds the first import of the module takes. */

const url = pathToFileURL(process.argv[2] ?? '').href;
const start = performance.now();
await import(url);
process.stdout.write(JSON.stringify(performance.now() - start));
process.exit();
