import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chunks } from '../../../nodes/shared/systems/lists';
import { count, inLists, literal, moment, statement } from '../../../nodes/shared/systems/quickbooks/query';

/** Reads a literal as the language does: a backslash takes the next character as it is (apis/quickbooks.md 5). */
function readLiteral(text: string): { value: string; rest: string } {
	expect(text[0]).toBe("'");
	let value = '';
	for (let at = 1; at < text.length; at++) {
		if (text[at] === "'") return { value, rest: text.slice(at + 1) };
		if (text[at] === '\\') at++;
		value += text[at];
	}
	throw new Error(`The literal does not end: ${text}`);
}

describe('values of a query', () => {
	test("Adam's Candy Shop is escaped by a backslash, not by doubling (section 5)", () => {
		expect(literal("Adam's Candy Shop")).toBe("'Adam\\'s Candy Shop'");
		expect(literal('C:\\Bills')).toBe("'C:\\\\Bills'");
	});

	test('no value ends its literal, and each is read back whole', () => {
		const awkward = fc.string({ unit: fc.constantFrom("'", '\\', 'a', ' ', '%', ')', 'é', '👩‍🚀', '"', 'ا') });
		fc.assert(
			fc.property(fc.oneof(fc.string(), awkward), (value) => {
				const { value: read, rest } = readLiteral(literal(value));
				expect(rest).toBe('');
				expect(read).toBe(value.replace(/\p{Cc}+/gu, ' '));
			}),
		);
	});

	test('lists of values are cut, each value once', () => {
		const ids = Array.from({ length: 450 }, (_, index) => String(index));
		const lists = inLists('Id', [...ids, ...ids]);
		expect(lists).toHaveLength(3);
		expect(lists[0]).toMatch(/^Id IN \('0', '1', /);
		expect(inLists('Id', [])).toEqual([]);
	});

	test('cutting keeps every value in its order', () => {
		fc.assert(
			fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), (values, size) => {
				const parts = chunks(values, size);
				expect(parts.flat()).toEqual(values);
				for (const part of parts) expect(part.length).toBeLessThanOrEqual(size);
			}),
		);
	});
});

describe('statements', () => {
	test('name conditions, a fixed order and one page', () => {
		const select = { entity: 'Invoice', where: ["Balance > '0'", "TxnDate >= '2026-01-01'"] };
		expect(statement(select, 1001, 1000)).toBe(
			"SELECT * FROM Invoice WHERE Balance > '0' AND TxnDate >= '2026-01-01' ORDERBY Id STARTPOSITION 1001 MAXRESULTS 1000",
		);
		expect(count(select)).toBe("SELECT COUNT(*) FROM Invoice WHERE Balance > '0' AND TxnDate >= '2026-01-01'");
		expect(statement({ entity: 'CompanyInfo', order: null }, 1, 10)).toBe(
			'SELECT * FROM CompanyInfo STARTPOSITION 1 MAXRESULTS 10',
		);
	});

	test('a moment goes down to whole seconds, so that nothing of that second is missed', () => {
		expect(moment('2026-11-25T12:00:05.700Z')).toBe('2026-11-25T12:00:05Z');
		expect(moment('2026-11-25T04:00:05.700-08:00')).toBe('2026-11-25T12:00:05Z');
	});
});
