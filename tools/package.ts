import process from 'node:process';
import { describeError } from '../test/host/describeError.ts';
import {
	buildForShipping,
	contents,
	pack,
	sizeInKilobytes,
	squeeze,
	stage,
	TARGETS,
} from './packages.ts';

/** `npm run package`: one .vsix for hosts with Node and one for those in a browser. */

const MAX_KILOBYTES = 600;

try {
	await buildForShipping();
	for (const target of TARGETS) {
		const folder = await stage(target);
		const file = await pack(folder, target);
		await squeeze(file);
		const size = await sizeInKilobytes(file);
		console.log(`\n${file}: ${size.toFixed(0)} KB\n${(await contents(folder)).join('\n')}`);
		if (size > MAX_KILOBYTES) {
			console.warn(`That is more than the ${MAX_KILOBYTES} KB aimed at.`);
		}
	}
} catch (error) {
	console.error(describeError(error));
	process.exitCode = 1;
}
