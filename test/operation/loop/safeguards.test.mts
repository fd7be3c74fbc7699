import type * as Scenarios from '../../support/scenarios.mts';

/**
 * The scenarios of cuts and doubled runs would notice if a safeguard were missing: each one is taken out in turn, and the same
 * scenario no longer ends as an undisturbed run does.
 */
const NODES = '../../../nodes';

afterEach(() => {
	jest.resetModules();
	jest.dontMock(`${NODES}/ClosedLoopAccounting/invoices/lookUp`);
	jest.dontMock(`${NODES}/ClosedLoopAccounting/invoices/secondLook`);
	jest.dontMock(`${NODES}/shared/systems/xero/keyPlace`);
	jest.dontMock(`${NODES}/shared/systems/xero/ids`);
});

/** The scenarios over nodes whose `module` has `parts` in place of its own. */
function without(module: string, parts: Record<string, unknown>): typeof Scenarios {
	jest.resetModules();
	jest.doMock(`${NODES}/${module}`, () => ({
		...jest.requireActual<Record<string, unknown>>(`${NODES}/${module}`),
		...parts,
	}));
	return jest.requireActual<typeof Scenarios>('../../support/scenarios.mts');
}

/** By then the ledger has forgotten the idempotency key (apis/xero.md 3). */
const HOUR = 3_600_000;

const makesInvoices = (call: string) => call.startsWith('PUT /api.xro/2.0/Invoices');

it('cut after the invoices were made: without the look-up they are made again', async () => {
	const { cut, ready, whole } = without('ClosedLoopAccounting/invoices/lookUp', { lookUp: async () => [] });
	const company = await ready();
	const { state, calls } = await whole(company);
	const { state: after } = await cut(company, calls.findIndex(makesInvoices), 'after', HOUR);
	expect(invoicesIn(state)).toBe(4);
	expect(invoicesIn(after)).toBe(8);
});

it('cut after the invoices were made: without the key they are not known again', async () => {
	const { cut, ready, whole } = without('shared/systems/xero/keyPlace', {
		placeOfKey: ({ sourceUrl }: { sourceUrl: string }) => sourceUrl,
	});
	const company = await ready();
	const { state, calls } = await whole(company);
	const { state: after } = await cut(company, calls.findIndex(makesInvoices), 'after', HOUR);
	expect(after).not.toBe(state);
});

it('the answer to making the invoices lost: without the idempotency key they are made twice', async () => {
	const { lostAnswer, ready, whole } = without('shared/systems/xero/ids', { idempotencyKey: () => '' });
	const company = await ready();
	const { state, calls } = await whole(company);
	const { state: after } = await lostAnswer(company, calls.findIndex(makesInvoices));
	expect(after).not.toBe(state);
	expect(JSON.parse(after)).toMatchObject({ withdrawn: 4 });
});

it('two executions at once: without the second look both invoices of a deal stand', async () => {
	const { ready, twice } = without('ClosedLoopAccounting/invoices/secondLook', {
		withdrawDoubles: async () => new Map(),
	});
	const company = await ready();
	// Made only after the other had looked up too.
	const { state } = await twice(company, { method: 'PUT', path: '/api.xro/2.0/Invoices', ms: 2000, times: 2 }, true);
	expect(invoicesIn(state)).toBe(5);
}, 60_000);

function invoicesIn(state: string): number {
	return (JSON.parse(state) as { invoices: unknown[] }).invoices.length;
}
