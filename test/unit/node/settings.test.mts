import {
	booleanSetting,
	countSetting,
	dateSetting,
	documentParameter,
	listSetting,
	optionalDocument,
} from '../../../nodes/shared/node/settings';
import { deal, line } from '../billing/records.mts';
import { problemOf } from '../../../nodes/shared/transport/systemError';

const context = (value: unknown) => ({ getNodeParameter: () => value }) as never;

function problem(read: () => unknown) {
	try {
		read();
	} catch (error) {
		return problemOf(error);
	}
	return null;
}

describe('settings that decide about money', () => {
	it.each([[undefined], [null], [''], ['true'], [1], [{}]])(
		'refuses %p as Preview Only, for the whole run',
		(value) => {
			const found = problem(() => booleanSetting(context(value), 'previewOnly', 'Preview Only', 0));
			expect(found).toMatchObject({ code: 'wrong_settings', scope: 'run' });
			expect(found?.message).toContain("'Preview Only'");
		},
	);

	it.each([[undefined], ['25'], [2.5], [0], [Number.NaN], [true]])('refuses %p as Stop If More Than', (value) => {
		expect(problem(() => countSetting(context(value), 'n', 'Stop If More Than', 0, 1))?.code).toBe(
			'wrong_settings',
		);
	});

	it.each([[undefined], [''], ['yesterday'], [20261101], ['2026-13-40'], [new Date()]])(
		'refuses %p as Bill From',
		(value) => {
			expect(problem(() => dateSetting(context(value), 'billFrom', 'Bill From', 0))?.code).toBe('wrong_settings');
		},
	);

	it('takes what has its own type', () => {
		expect(booleanSetting(context(false), 'previewOnly', 'Preview Only', 0)).toBe(false);
		expect(countSetting(context(25), 'n', 'Stop If More Than', 0, 1)).toBe(25);
		expect(dateSetting(context('2026-11-01T00:00:00'), 'billFrom', 'Bill From', 0)).toBe('2026-11-01');
		expect(listSetting(context(['default']), 'pipelines', 'Pipelines', 0)).toEqual(['default']);
	});

	it.each([[undefined], [[]], ['default'], [[1]]])('refuses %p as Pipelines', (value) => {
		expect(problem(() => listSetting(context(value), 'pipelines', 'Pipelines', 0))?.code).toBe('wrong_settings');
	});
});

describe('documents from visible fields', () => {
	it('takes an object or JSON text of one', () => {
		expect(documentParameter(context({ id: '1' }), 'crmCheck', 'CRM Check', 0)).toEqual({ id: '1' });
		expect(documentParameter(context('{"id":"1"}'), 'crmCheck', 'CRM Check', 0)).toEqual({ id: '1' });
		expect(optionalDocument(context(undefined), 'deal', 'Deal', 0)).toBeNull();
	});

	it('says how to bridge a step that dropped it, on that item alone', () => {
		const found = problem(() => documentParameter(context(undefined), 'deal', 'Deal', 0));
		expect(found).toMatchObject({ code: 'document_missing', scope: 'item' });
		expect(found?.todo).toContain("{{ $('Match products').item.json.deal }}");
	});

	it.each([['[object Object]'], [[]], [7]])('refuses %p as a document', (value) => {
		expect(problem(() => documentParameter(context(value), 'deal', 'Deal', 0))?.code).toBe('document_unreadable');
	});
});

describe('a document that a step before has edited', () => {
	const whole = deal({ lines: [line(), line({ id: '2' })] });

	it('is taken as long as it fits', () => {
		expect(documentParameter(context(whole), 'deal', 'Deal', 0)).toBe(whole);
		expect(documentParameter(context({ ...whole, company: null, extra: 1 }), 'deal', 'Deal', 0)).toBeTruthy();
	});

	it.each([
		['lines', 'none', 'deal.lines must be a list, but is "none"'],
		['lines', [line(), { ...line(), quantity: '3' }], 'deal.lines[1].quantity must be a number, but is "3"'],
		['lines', [line({ amount: Number.NaN })], 'deal.lines[0].amount must be a number'],
		['currency', undefined, 'deal.currency must be a text, but is nothing'],
		['company', { id: '1' }, 'deal.company.name must be a text, but is nothing'],
		['contacts', null, 'deal.contacts must be a list, but is nothing'],
		['won', 'true', 'deal.won must be true or false, but is "true"'],
	])('is refused by the path of what does not: %s', (field, value, words) => {
		const found = problem(() => documentParameter(context({ ...whole, [field]: value }), 'deal', 'Deal', 0));
		expect(found).toMatchObject({ code: 'document_unfit', scope: 'item' });
		expect(found?.message).toContain(words);
	});
});
