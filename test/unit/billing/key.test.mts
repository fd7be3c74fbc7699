import fc from 'fast-check';
import {
	crmPrefix,
	customerNumber,
	dealKey,
	keyUrl,
	parseKey,
	readKeyUrl,
	sourceKey,
} from '../../../nodes/shared/billing/key';

const crm = { system: 'hubspot', accountId: '145896' } as const;
const dealIds = fc.bigInt({ min: 1n, max: 99_999_999_999_999n }).map(String);

describe('the key of a deal', () => {
	it('is two letters, four of the account, the deal, the part and the attempt', () => {
		expect(crmPrefix(crm)).toMatch(/^HS[0-9A-HJKMNP-TV-Z]{4}$/);
		const prefix = crmPrefix(crm);
		expect(dealKey(crm, '41234567890')).toBe(`${prefix}-41234567890`);
		expect(dealKey(crm, '41234567890', 2)).toBe(`${prefix}-41234567890-2`);
		expect(dealKey(crm, '41234567890', 1, 2)).toBe(`${prefix}-41234567890.2`);
		expect(dealKey(crm, '41234567890', 2, 3)).toBe(`${prefix}-41234567890-2.3`);
	});

	it('is the first 20 bits of the SHA-256 of the account in Crockford base32, for ever', () => {
		// sha256("hubspot:145896") begins with a19aa, which is M6DA in five-bit letters.
		expect(crmPrefix(crm)).toBe('HSM6DA');
	});

	it('is at most 25 characters and reversible, anywhere in a text', () => {
		fc.assert(
			fc.property(
				dealIds,
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: 1, max: 9 }),
				fc.constantFrom('', 'PO 4711 ', 'HubSpot deal 12 (', 'a-', '#', '/', '\n', 'é ', '-', '.'),
				fc.constantFrom('', '.', ' and more', ')', '~231', '\n', ', please', '-', '..'),
				(dealId, part, attempt, before, after) => {
					const key = dealKey(crm, dealId, part, attempt);
					expect(key.length).toBeLessThanOrEqual(25);
					expect(parseKey(before + key + after)).toEqual({
						key,
						prefix: crmPrefix(crm),
						dealId,
						part,
						attempt,
					});
				},
			),
		);
	});

	it.each([
		'',
		'no key',
		'HS7K2Q',
		'HS7K2Q-',
		'HS7K2Q-c123',
		'HS7K2Q-p123',
		'HSIK2Q-123',
		'xHS7K2Q-123',
		'hs7k2q-123',
		'INV-0042',
		'H7K2Q-123',
		'HS7K2Q-1234567890123456789',
	])('is not read from %j', (text) => {
		expect(parseKey(text)).toBeNull();
	});

	it('is still read where a person typed after it', () => {
		expect(parseKey('HS7K2Q-123-urgent')).toMatchObject({ key: 'HS7K2Q-123', part: 1 });
		expect(parseKey('HS7K2Q-123-1')).toMatchObject({ key: 'HS7K2Q-123', part: 1 });
		expect(parseKey('HS7K2Q-123.Thanks')).toMatchObject({ key: 'HS7K2Q-123', attempt: 1 });
	});

	it('is refused for what it cannot carry', () => {
		expect(() => dealKey(crm, '')).toThrow();
		expect(() => dealKey(crm, 'abc')).toThrow();
		expect(() => dealKey(crm, '12 3')).toThrow();
		expect(() => dealKey(crm, '123456789012345678', 2)).toThrow();
	});
});

describe('the key without a deal', () => {
	it('carries a short plain id as it is and any other as its hash', () => {
		expect(parseKey(sourceKey('org', 'ORDER17'))).toMatchObject({ dealId: 'ORDER17', part: 1, attempt: 1 });
		expect(parseKey(sourceKey('org', 'order/17 é'))?.dealId).toMatch(/^[0-9A-Z]{14}$/);
		expect(sourceKey('org', 'a-2')).not.toBe(sourceKey('org', 'a'));
	});

	it.each(['xero', 'XERO1042', 'myXeroOrder'])(
		'tells %s by its hash, since Xero refuses an address with its name',
		(id) => {
			expect(parseKey(sourceKey('org', id))?.dealId).toMatch(/^[0-9A-Z]{14}$/);
			expect(sourceKey('org', id)).not.toMatch(/xero/i);
		},
	);

	it('is readable for any source id', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (id) => {
				const key = sourceKey('5f3a', id);
				expect(key.length).toBeLessThanOrEqual(25);
				expect(parseKey(key)?.key).toBe(key);
			}),
		);
	});
});

it('gives each customer a number that is no key', () => {
	expect(customerNumber(crm, 'company', '77')).toBe(`${crmPrefix(crm)}-c77`);
	expect(customerNumber(crm, 'contact', '77')).toBe(`${crmPrefix(crm)}-p77`);
	expect(parseKey(customerNumber(crm, 'company', '77'))).toBeNull();
});

describe('the address that carries the key', () => {
	it('is read back with its execution', () => {
		fc.assert(
			fc.property(dealIds, fc.string(), (dealId, execution) => {
				const key = dealKey(crm, dealId);
				const url = keyUrl('https://app.hubspot.com/contacts/145896/record/0-3/' + dealId, key, execution);
				expect(readKeyUrl(url)).toEqual({ key, execution });
			}),
		);
	});

	it('is not any other address', () => {
		expect(readKeyUrl(null)).toBeNull();
		expect(readKeyUrl('https://example.com/')).toBeNull();
		expect(readKeyUrl('https://example.com/#top')).toBeNull();
		expect(readKeyUrl('https://example.com/#HS7K2Q-123')).toBeNull();
		expect(readKeyUrl('https://example.com/HS7K2Q-123~4')).toBeNull();
	});
});
