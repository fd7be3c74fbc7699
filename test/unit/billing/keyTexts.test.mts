import fc from 'fast-check';
import { dealKey, sourceKey } from '../../../nodes/shared/billing/key';
import {
	keyMemo,
	keyNotes,
	keyReference,
	readKeyMemo,
	readKeyNotes,
	readKeyReference,
} from '../../../nodes/shared/billing/keyTexts';

const crm = { system: 'hubspot', accountId: '145896' } as const;
const keys = fc
	.tuple(
		fc.bigInt({ min: 1n, max: 99_999_999_999_999n }).map(String),
		fc.integer({ min: 1, max: 9 }),
		fc.integer({ min: 1, max: 9 }),
	)
	.map(([dealId, part, attempt]) => dealKey(crm, dealId, part, attempt));
const whats = fc.constantFrom('invoice' as const, 'quote' as const, 'credit note' as const);

describe('the memo', () => {
	it('says in words whose invoice it is', () => {
		const key = 'HS7K2Q-41234567890';
		expect(keyMemo({ key, execution: '1042', what: 'invoice' })).toBe(
			'HubSpot deal 41234567890 (HS7K2Q-41234567890), execution 1042',
		);
		expect(keyMemo({ key, execution: '1042', what: 'quote' })).toBe(
			'Quote for HubSpot deal 41234567890 (HS7K2Q-41234567890), execution 1042',
		);
		expect(keyMemo({ key: `${key}-2.3`, execution: '1042', what: 'credit note' })).toBe(
			'Credit for HubSpot deal 41234567890 (HS7K2Q-41234567890-2.3), execution 1042',
		);
		expect(keyMemo({ key: 'SI7K2Q-ORDER17', execution: '1042', what: 'invoice' })).toBe(
			'Source ORDER17 (SI7K2Q-ORDER17), execution 1042',
		);
	});

	it('is read back, whatever a person wrote around it', () => {
		const around = fc.constantFrom('', 'Thank you! ', 'See our quote for it. ', 'PO2024-0017, ', '\n');
		fc.assert(
			fc.property(
				keys,
				fc.string({ minLength: 1 }),
				whats,
				around,
				around,
				(key, execution, what, left, right) => {
					const text = `${left}${keyMemo({ key, execution, what })}${right === '' ? '' : ` ${right}`}`;
					expect(readKeyMemo(text)).toEqual({ key, execution, what });
				},
			),
		);
	});

	it('is still one when only the key is left, and none without', () => {
		expect(readKeyMemo('call them first HS7K2Q-412')).toEqual({
			key: 'HS7K2Q-412',
			execution: null,
			what: 'invoice',
		});
		expect(readKeyMemo('HubSpot deal 412')).toBeNull();
		expect(readKeyMemo('Order PO2024-0017')).toBeNull();
		expect(readKeyMemo(null)).toBeNull();
	});

	it('holds the key of a source', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (id) => {
				const key = sourceKey('4620816365', id);
				expect(readKeyMemo(keyMemo({ key, execution: '7', what: 'invoice' }))?.key).toBe(key);
			}),
		);
	});
});

describe('the reference', () => {
	it('holds order number and key where both fit, else the key alone', () => {
		expect(keyReference('PO-77', 'HS7K2Q-41234567890', 25)).toBe('PO-77 HS7K2Q-41234567890');
		expect(keyReference('PO-771', 'HS7K2Q-41234567890', 25)).toBe('PO-771 HS7K2Q-41234567890');
		expect(keyReference('PO-7712', 'HS7K2Q-41234567890', 25)).toBe('HS7K2Q-41234567890');
		expect(keyReference(null, 'HS7K2Q-41234567890', 25)).toBe('HS7K2Q-41234567890');
	});

	it('is read back, the key last, in any order a person puts it', () => {
		expect(readKeyReference('PO-77 HS7K2Q-412')).toEqual({ key: 'HS7K2Q-412', reference: 'PO-77' });
		expect(readKeyReference('HS7K2Q-412 / PO-77')).toEqual({ key: 'HS7K2Q-412', reference: '/ PO-77' });
		expect(readKeyReference('PO2024-0017 HS7K2Q-412')).toEqual({ key: 'HS7K2Q-412', reference: 'PO2024-0017' });
		expect(readKeyReference('HS2024-17 HS7K2Q-412')).toEqual({ key: 'HS7K2Q-412', reference: 'HS2024-17' });
		expect(readKeyReference('PO2024-0017')).toEqual({ key: null, reference: 'PO2024-0017' });
		expect(readKeyReference(' ')).toEqual({ key: null, reference: null });
		expect(readKeyReference(null)).toEqual({ key: null, reference: null });
	});

	it('never grows above its length, nor loses the key', () => {
		fc.assert(
			fc.property(keys, fc.string(), (key, order) => {
				const text = keyReference(order, key, 25);
				expect(text.length).toBeLessThanOrEqual(25);
				expect(readKeyReference(text).key).toBe(key);
			}),
		);
	});
});

describe('the notes', () => {
	it('tell the order number that the reference has no room for, and the execution', () => {
		expect(keyNotes({ execution: '1042', reference: 'PO-7712' })).toBe(
			'PO number: PO-7712\nClosed Loop execution 1042',
		);
		expect(keyNotes({ execution: '1042', reference: null })).toBe('Closed Loop execution 1042');
	});

	it('are read back among what else they say', () => {
		const order = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 /.-]{0,60}[A-Za-z0-9]$/);
		fc.assert(
			fc.property(fc.option(order, { nil: null }), fc.string({ minLength: 1 }), (reference, execution) => {
				const text = `Please pay soon\r\n${keyNotes({ execution, reference }).replace(/\n/g, '\r\n')}\r\nThanks`;
				expect(readKeyNotes(text)).toEqual({
					execution,
					reference: reference === null ? null : reference.replace(/\s+/g, ' '),
				});
			}),
		);
	});

	it('say nothing where they are not ours', () => {
		expect(readKeyNotes('Thank you')).toEqual({ execution: null, reference: null });
		expect(readKeyNotes(null)).toEqual({ execution: null, reference: null });
	});
});
