import { companyWith, record, won } from './company.mts';
import { over, query } from './port.mts';

const found = async (
	port: { findDeals(q: typeof query): Promise<{ deals: Array<{ id: string }> }> },
	more: Partial<typeof query>,
) => (await port.findDeals({ ...query, ...more })).deals.map(({ id }) => id);

describe('finding won deals', () => {
	const company = companyWith({
		deals: [
			// London is at UTC in November and an hour ahead in October.
			record('501', { ...won, closedate: '2026-10-31T23:59:00.000Z' }),
			record('502', {
				...won,
				closedate: '2026-11-01T00:00:00.000Z',
				hubspot_owner_id: '88345601',
				closed_loop_ready: 'yes',
			}),
			record('503', { ...won, dealstage: 'contractsent' }),
			record('504', { ...won, pipeline: 'renewals', dealstage: '3590200043' }),
			record('505', { ...won, hubspot_owner_id: '88345602' }),
			record('506', { ...won, dealstage: 'contractsent', closed_loop_billing_status: 'sent' }),
			record('507', { ...won, dealstage: 'contractsent', closed_loop_billing_status: 'cancelled_check' }),
			record('508', {
				...won,
				pipeline: 'renewals',
				dealstage: '3590200040',
				closed_loop_billing_status: 'sent',
			}),
		],
	});

	const ready = async () => {
		const opened = await over(company);
		await opened.open().createFields();
		return opened;
	};

	it("costs one search when there is nothing, and holds the day against the account's own time zone", async () => {
		const { open, calls } = await ready();
		expect(await found(open(), { pipelines: ['grants'] })).toEqual([]);
		expect(calls().slice(-1)).toEqual(['POST /crm/objects/deals/search']);
		expect(await found(open(), {})).toEqual(['502', '505', '506']);
	});

	it('that are no longer won though their invoice stands, until their deal says so', async () => {
		const { open } = await ready();
		expect(await found(open(), { closedSince: '2027-01-01' })).toEqual(['506']);
		expect(await found(open(), { onlyOpen: true, pipelines: ['default', 'renewals'] })).toContain('508');
	});

	it('by pipelines, stages, owners and further conditions', async () => {
		const { open } = await ready();
		expect(await found(open(), { pipelines: ['default', 'renewals'] })).toEqual([
			'502',
			'504',
			'505',
			'506',
			'508',
		]);
		expect(await found(open(), { stages: ['contractsent'] })).toEqual(['503', '506', '507']);
		expect(await found(open(), { ownerIds: ['88345602'] })).toEqual(['505']);
		expect(
			await found(open(), { filters: [{ property: 'closed_loop_ready', operator: 'HAS_PROPERTY', value: '' }] }),
		).toEqual(['502']);
		const owners = { property: 'hubspot_owner_id', operator: 'IN', value: '88345601, 88345602' };
		expect(await found(open(), { filters: [owners] })).toEqual(['502', '505']);
	});

	it('says that more remain', async () => {
		const { open } = await ready();
		expect(await open().findDeals({ ...query, limit: 1 })).toMatchObject({ more: true, deals: [{ id: '502' }] });
	});

	it('without our fields tells to create them', async () => {
		const { open } = await over(company);
		await expect(open().findDeals({ ...query, onlyOpen: true })).rejects.toMatchObject({
			problem: {
				code: 'fields_missing',
				scope: 'run',
				todo: 'Run Setup: Create Fields once, then run this again',
			},
		});
	});

	it('finds the unseen, the answered, on demand the held and the lately changed ones', async () => {
		const { sandbox, open } = await over(company);
		const port = open();
		await port.createFields();
		const write = (dealId: string, billing: object) =>
			port.writeBilling([{ dealId, companyId: null, contactId: null, billing, customerLinks: null }]);
		await write('502', { revisionSeen: 'A', status: 'not_invoiced_sales' });
		await write('505', { revisionSeen: 'B', status: 'draft' });
		for (const id of ['506', '508']) await write(id, { status: 'cancelled' });
		const open_ = { onlyOpen: true, pipelines: ['default', 'renewals'] };
		expect(await found(port, open_)).toEqual(['504']);
		expect(await found(port, { ...open_, held: true })).toEqual(['502', '504']);
		expect(await found(port, { ...open_, modifiedSince: new Date(Date.now() - 60_000).toISOString() })).toEqual([
			'502',
			'504',
			'505',
		]);
		expect(await found(port, { ...open_, modifiedSince: new Date(Date.now() + 60_000).toISOString() })).toEqual([
			'504',
		]);
		await sandbox.act('hubspot', 'answerBilling', '505', { answer: 'Bill again' });
		const { deals } = await port.findDeals({ ...query, ...open_ });
		expect(deals).toMatchObject([
			{ id: '504', revisionSeen: null },
			{ id: '505', answer: 'bill_again', revisionSeen: 'B', status: 'draft' },
		]);
	});
});
