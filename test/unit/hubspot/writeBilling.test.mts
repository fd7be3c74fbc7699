import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import { companyWith, record, won } from './company.mts';
import { over, whole } from './port.mts';

const company = companyWith({
	deals: ['501', '502', '503'].map((id) => record(id, won, { companies: ['301'] })),
	companies: [record('301', { name: 'Acme' })],
});
const of = (dealId: string) => ({ dealId, companyId: null, contactId: null });

const all: Partial<DealBilling> = {
	status: 'draft',
	reason: 'Draft made',
	todo: 'Check it',
	code: 'no_lines',
	checks: 'One',
	key: 'HS7K2Q-501',
	attempt: 2,
	execution: '77',
	ledger: 'xero',
	organisation: { id: 't-1', name: 'Harbour Field Ltd' },
	invoiceId: 'i-1',
	invoiceNumber: 'INV-1',
	invoiceUrl: 'https://go.example/i-1',
	invoiceStatus: 'Draft',
	issueDate: '2026-11-24',
	dueDate: '2026-12-24',
	total: 1080.05,
	paid: 0,
	credited: 0,
	due: 1080.05,
	totalCompany: 900,
	paidCompany: 0,
	creditedCompany: 0,
	dueCompany: 900,
	paidOn: '2026-12-20',
	daysWonToSent: 3,
	daysToPay: 26,
	nextBillingDate: '2027-01-01',
	unbilledRemainder: 240,
	revisionSeen: 'A',
	revisionBilled: 'A',
	fingerprint: 'F',
	invoices: 'one\ntwo',
	lastSeen: '{"i-1":{}}',
	ledgerEdits: 'one edit',
	approvalAsked: 'version 2',
	overdueStepTold: 'i-1 7',
	inDispute: true,
	invoiceCheck: 'No billing email',
	creditStatus: 'near',
	answer: 'bill_it',
	answerDetail: 'detail',
};

describe('what billing writes on a deal', () => {
	it('reads back as it was written, and a null clears', async () => {
		const { open } = await over(company);
		const port = open();
		await port.createFields();
		expect(await port.writeBilling([{ ...of('501'), billing: all, customerLinks: null }])).toEqual([
			{ ok: true, value: undefined },
		]);
		const [stored] = await port.readBilling([of('501')]);
		expect(stored).toEqual({ ok: true, value: { billing: all, customerLinks: null } });
		await port.writeBilling([
			{
				...of('501'),
				billing: { answer: null, total: null, organisation: null, attempt: 1 },
				customerLinks: null,
			},
		]);
		const [deal] = await port.getDeals(['501'], whole);
		expect(deal).toMatchObject({
			ok: true,
			value: { billing: { answer: null, total: null, organisation: null, attempt: 1, due: 1080.05 } },
		});
	});

	it('writes the customer link before the deal, a record in several writes once', async () => {
		const { open, calls } = await over(company);
		const port = open();
		await port.createFields();
		calls();
		const customerLinks = [{ ledger: 'xero' as const, organisationId: 't-1', ledgerId: 'c-1' }];
		const writes = ['501', '502'].map((id) => ({
			...of(id),
			companyId: '301',
			billing: { status: 'draft' as const },
			customerLinks,
		}));
		expect((await port.writeBilling(writes)).every((result) => result.ok)).toBe(true);
		expect(calls()).toEqual(['POST /crm/objects/companies/batch/update', 'POST /crm/objects/deals/batch/update']);
		expect(await port.readBilling([{ ...of('501'), companyId: '301' }])).toMatchObject([
			{ ok: true, value: { customerLinks } },
		]);
	});

	it('tells a refusal by a rule of the portal on that deal alone', async () => {
		const { sandbox, open } = await over(company);
		const port = open();
		await port.createFields();
		await sandbox.act('hubspot', 'requireProperty', '', {
			when: 'dealname',
			value: 'Strict',
			requires: 'closed_won_reason',
		});
		await sandbox.act('hubspot', 'editDeal', '502', { dealname: 'Strict' });
		const results = await port.writeBilling(
			['501', '502', '503'].map((id) => ({ ...of(id), billing: { reason: 'x' }, customerLinks: null })),
		);
		expect(results.map((result) => (result.ok ? 'written' : result.problem.code))).toEqual([
			'written',
			'validation_rule',
			'written',
		]);
		const stored = await port.readBilling(['501', '502', '503'].map(of));
		expect(stored.map((one) => one.ok && one.value.billing.reason)).toEqual(['x', null, 'x']);
	});

	it('without our fields tells to create them', async () => {
		const { open } = await over(company);
		await expect(
			open().writeBilling([{ ...of('501'), billing: { reason: 'x' }, customerLinks: null }]),
		).resolves.toMatchObject([{ ok: false, problem: { code: 'fields_missing' } }]);
	});
});
