/** The contract is one: no ledger has cases of its own, none is left out, and each gap is proved. */
import { describe, expect, test } from '@jest/globals';
import { cases } from './cases/cases.mts';
import { permittedGaps } from './gaps.mts';
import { suites } from './suites.mts';
import { testsOf } from './suite.mts';

const titles = cases.flatMap(({ group, all }) => all.map(({ title }) => `${group}: ${title}`));

describe('the contract suite', () => {
	test('has the same cases for every ledger', () => {
		for (const ledger of suites) expect(testsOf(ledger).map(({ title }) => title)).toEqual(titles);
		expect(titles.length).toBeGreaterThan(100);
	});

	test('names each case once', () => {
		expect(titles.filter((title, n) => titles.indexOf(title) !== n)).toEqual([]);
	});

	test.each(permittedGaps.map((gap) => [`${gap.ledger}: ${gap.title}`, gap] as const))(
		'lets %s be another, by a fact',
		(_, gap) => {
			expect(suites.map(({ name }) => name)).toContain(gap.ledger);
			expect(cases.flatMap(({ all }) => all.map(({ title }) => title))).toContain(gap.title);
			expect(gap.fact).toMatch(/^apis\/(xero|quickbooks|sage)\.md \d/);
		},
	);
});
