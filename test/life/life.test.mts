/** `npm run life`: as many customers and days as asked for; without a word, the small week of `npm test`. */
import { expect, test } from '@jest/globals';
import { lifeOptions } from './options.mts';
import { printed } from './printed.mts';
import { liveOn } from './week.mts';

test.each(lifeOptions())(
	'a week of life in $books, seed $seed',
	async (options) => {
		const report = await liveOn(options);
		process.stdout.write(printed(options, report));
		expect(report.errors).toEqual([]);
		expect(report.differences).toEqual([]);
		expect(report.asked).toEqual(report.planted);
		expect(report.lastWrites).toEqual([]);
	},
	1_800_000,
);
