/** The official client, unmodified, over what stands beside invoices: credit notes, receipts, refunds, quotes. */
import { describe, expect, test } from '@jest/globals';
import { CreditNote, Invoice, LineAmountTypes, QuoteLineAmountTypes, QuoteStatusCodes } from 'xero-node';
import { failure, officialClient } from './officialClient.mts';
import { ACME, BANK, BETA, OPEN, TENANT } from './support.mts';

const open = officialClient();
const api = () => open.client.accountingApi;
const person = async (name: string, id: string, input: Record<string, string> = {}) =>
	await open.sandbox.act('xero', name, id, input);
const openInvoice = async () => (await api().getInvoice(TENANT, OPEN)).body.invoices![0]!;

const line = { description: 'Back', quantity: 1, unitAmount: 25, accountCode: '200', taxType: 'OUTPUT2' };
const credit = (fields: Partial<CreditNote> = {}): CreditNote => ({
	type: CreditNote.TypeEnum.ACCRECCREDIT,
	status: CreditNote.StatusEnum.AUTHORISED,
	contact: { contactID: ACME },
	date: '2026-11-20',
	lineAmountTypes: LineAmountTypes.Exclusive,
	lineItems: [line],
	...fields,
});

describe('credit notes', () => {
	test('are numbered and added up, and set against an invoice', async () => {
		const note = (await api().createCreditNotes(TENANT, { creditNotes: [credit()] }, true, 4)).body
			.creditNotes![0]!;
		expect(note).toMatchObject({ creditNoteNumber: 'CN-0001', total: 30, remainingCredit: 30 });
		const set = { amount: 20, date: '2026-11-21', invoice: { invoiceID: OPEN } };
		await api().createCreditNoteAllocation(TENANT, note.creditNoteID!, { allocations: [set] }, true);
		const read = (await api().getCreditNote(TENANT, note.creditNoteID!)).body.creditNotes![0]!;
		expect(read).toMatchObject({ remainingCredit: 10, status: 'AUTHORISED' });
		expect(read.allocations).toMatchObject([{ amount: 20, invoice: { invoiceID: OPEN } }]);
		expect(await openInvoice()).toMatchObject({ amountDue: 100, amountCredited: 20, status: 'AUTHORISED' });
		expect((await openInvoice()).creditNotes![0]).toMatchObject({ appliedAmount: 20, creditNoteNumber: 'CN-0001' });

		await api().deleteCreditNoteAllocations(TENANT, note.creditNoteID!, read.allocations![0]!.allocationID!);
		expect(await openInvoice()).toMatchObject({ amountDue: 120, amountCredited: 0 });
	});

	test('that cover an invoice make it paid, and are paid themselves', async () => {
		const whole = credit({ lineItems: [{ ...line, unitAmount: 100 }] });
		const note = (await api().createCreditNotes(TENANT, { creditNotes: [whole] })).body.creditNotes![0]!;
		const set = { amount: 120, date: '2026-11-21', invoice: { invoiceID: OPEN } };
		await api().createCreditNoteAllocation(TENANT, note.creditNoteID!, { allocations: [set] }, true);
		expect(await openInvoice()).toMatchObject({ status: 'PAID', amountDue: 0, amountPaid: 0, amountCredited: 120 });
		expect((await api().getCreditNotes(TENANT, undefined, 'Status=="PAID"')).body.creditNotes).toHaveLength(1);
	});

	test('are not set against more than is due or left, another contact, or before they are approved', async () => {
		const made = (
			await api().createCreditNotes(TENANT, {
				creditNotes: [
					credit(),
					credit({ contact: { contactID: BETA } }),
					credit({ status: CreditNote.StatusEnum.DRAFT }),
				],
			})
		).body.creditNotes!;
		const refused = async (place: number, amount: number) => {
			const allocations = [{ amount, date: '2026-11-21', invoice: { invoiceID: OPEN } }];
			const { body } = await failure(
				api().createCreditNoteAllocation(TENANT, made[place]!.creditNoteID!, { allocations }, true),
			);
			return body.Elements[0].ValidationErrors[0].Message;
		};
		expect(await refused(0, 31)).toMatch(/remaining credit/);
		expect(await refused(1, 10)).toMatch(/same/);
		expect(await refused(2, 10)).toMatch(/authorised/i);
	});

	test('take no discounts, are refunded, and then no longer edited', async () => {
		const discounted = credit({ lineItems: [{ ...line, discountRate: 10 }] });
		const { body } = await failure(api().createCreditNotes(TENANT, { creditNotes: [discounted] }, true));
		expect(body.Elements[0].ValidationErrors[0].Message).toMatch(/Discounts/);
		const note = (await api().createCreditNotes(TENANT, { creditNotes: [credit()] })).body.creditNotes![0]!;
		const given = {
			creditNote: { creditNoteID: note.creditNoteID! },
			account: { accountID: BANK },
			amount: 30,
			date: '2026-11-22',
		};
		const refund = (await api().createPayment(TENANT, given)).body.payments![0]!;
		expect(String(refund.paymentType)).toBe('ARCREDITPAYMENT');
		const read = async () => (await api().getCreditNote(TENANT, note.creditNoteID!)).body.creditNotes![0]!;
		expect(await read()).toMatchObject({ status: 'PAID', remainingCredit: 0 });
		await api().deletePayment(TENANT, refund.paymentID!, { status: 'DELETED' });
		expect(await read()).toMatchObject({ status: 'AUTHORISED', remainingCredit: 30 });
		expect(String((await api().getCreditNoteAsPdf(TENANT, note.creditNoteID!)).body)).toContain('%PDF');
	});
});

describe('money without an invoice', () => {
	test('is read and set against one', async () => {
		await person('receivePrepayment', ACME, { amount: '50', date: '2026-11-02' });
		await person('receiveOverpayment', ACME, { amount: '5.5' });
		const prepayment = (await api().getPrepayments(TENANT)).body.prepayments![0]!;
		expect(prepayment).toMatchObject({ total: 50, remainingCredit: 50, status: 'AUTHORISED' });
		const set = { amount: 50, date: '2026-11-03', invoice: { invoiceID: OPEN } };
		await api().createPrepaymentAllocations(TENANT, prepayment.prepaymentID!, { allocations: [set] }, true);
		expect(await openInvoice()).toMatchObject({ amountDue: 70, amountCredited: 50, amountPaid: 0 });
		expect((await openInvoice()).prepayments![0]).toMatchObject({ appliedAmount: 50 });
		expect(
			(await api().getPrepayment(TENANT, prepayment.prepaymentID!)).body.prepayments![0]!.remainingCredit,
		).toBe(0);
		const over = (await api().getOverpayments(TENANT, undefined, 'Status=="AUTHORISED"')).body.overpayments!;
		expect(over).toMatchObject([{ remainingCredit: 5.5 }]);
	});
});

describe('quotes', () => {
	const quote = {
		contact: { contactID: ACME },
		date: '2026-11-20',
		expiryDate: '2026-12-20',
		lineAmountTypes: QuoteLineAmountTypes.EXCLUSIVE,
		lineItems: [{ ...line, discountRate: 10 }],
		reference: 'PO 9',
	};

	test('are made, found and moved on as far as Xero lets them', async () => {
		const made = (await api().createQuotes(TENANT, { quotes: [quote] }, true)).body.quotes![0]!;
		expect(made).toMatchObject({ quoteNumber: 'QU-0001', subTotal: 22.5, totalTax: 4.5, total: 27 });
		expect(made.status).toBe(QuoteStatusCodes.DRAFT);
		const move = async (status: QuoteStatusCodes) =>
			(
				await api().updateQuote(TENANT, made.quoteID!, {
					quotes: [{ contact: quote.contact, date: quote.date, status }],
				})
			).body.quotes![0]!.status;
		expect(await move(QuoteStatusCodes.SENT)).toBe('SENT');
		expect((await failure(move(QuoteStatusCodes.INVOICED))).status).toBe(400);
		expect(await move(QuoteStatusCodes.ACCEPTED)).toBe('ACCEPTED');
		expect(await move(QuoteStatusCodes.INVOICED)).toBe('INVOICED');
		const list = async (contact: string, status?: string) =>
			(await api().getQuotes(TENANT, undefined, '2026-11-01', undefined, undefined, undefined, contact, status))
				.body.quotes!.length;
		expect([await list(ACME), await list(BETA), await list(ACME, 'DRAFT')]).toEqual([1, 0, 0]);
		const read = (await api().getQuote(TENANT, made.quoteID!)).body.quotes![0]!;
		expect(read.lineAmountTypes).toBe(QuoteLineAmountTypes.EXCLUSIVE);
		expect(String((await api().getQuoteAsPdf(TENANT, made.quoteID!)).body)).toContain('%PDF');
	});

	test('want contact and date again when they are changed', async () => {
		const made = (await api().createQuotes(TENANT, { quotes: [quote] })).body.quotes![0]!;
		const change = { quotes: [{ status: QuoteStatusCodes.SENT }] };
		const { body } = await failure(api().updateQuote(TENANT, made.quoteID!, change as never));
		expect(body.Elements[0].ValidationErrors[0].Message).toBe('Contact must be specified.');
	});
});

describe('what people do', () => {
	test('pay, take the payment back, credit, send, archive', async () => {
		await person('payInvoice', OPEN, { amount: '20' });
		await person('unpayInvoice', OPEN);
		expect(await openInvoice()).toMatchObject({ amountPaid: 0, amountDue: 120, status: 'AUTHORISED' });
		await person('creditInvoice', OPEN, { amount: '24' });
		expect(await openInvoice()).toMatchObject({ amountCredited: 24, amountDue: 96 });
		await person('creditInvoice', OPEN);
		expect(await openInvoice()).toMatchObject({ amountCredited: 120, status: 'PAID' });
		const notes = (await api().getCreditNotes(TENANT, undefined, undefined, 'CreditNoteNumber')).body.creditNotes!;
		expect(notes.map(({ remainingCredit }) => remainingCredit)).toEqual([0, 24]);
		await person('refundCredit', notes[1]!.creditNoteID!);
		await person('sendInvoice', OPEN);
		expect((await openInvoice()).sentToContact).toBe(true);
		await expect(person('voidInvoice', OPEN)).rejects.toThrow(/payments or credit notes allocated/);
		await person('archiveContact', BETA);
		expect((await api().getContacts(TENANT)).body.contacts!.map(({ name }) => name)).toEqual(['Acme Ltd']);
	});

	test('edit quantity, text and reference', async () => {
		const made = (
			await api().createInvoices(TENANT, {
				invoices: [
					{
						type: Invoice.TypeEnum.ACCREC,
						contact: { contactID: ACME },
						date: '2026-11-20',
						lineItems: [line],
					},
				],
			})
		).body.invoices![0]!;
		await person('editInvoice', made.invoiceID!, { quantity: '3', text: 'Other', reference: 'PO 2' });
		const read = (await api().getInvoice(TENANT, made.invoiceID!)).body.invoices![0]!;
		expect(read).toMatchObject({ reference: 'PO 2', subTotal: 75 });
		expect(read.lineItems![0]).toMatchObject({ description: 'Other', quantity: 3, unitAmount: 25 });
	});
});
