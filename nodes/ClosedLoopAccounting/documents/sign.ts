import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { AccountingPort, InvoiceMark } from '../../shared/systems/accounting';

/**
 * Puts this run onto invoices of deals before it changes what their deals have seen of them, so that a run that is cut before it
 * can tell the deal is never taken for a person (rules.md section 8, "Ours or theirs").
 */
export async function sign(
	port: AccountingPort,
	changing: Array<{ invoice: Invoice; deal: Deal | null }>,
	run: string,
): Promise<void> {
	const marks = changing.flatMap(({ invoice, deal }): InvoiceMark[] => {
		const { ledgerId, key, kind, execution } = invoice;
		if (deal === null || ledgerId === null || key === null || kind === 'estimate' || execution === run) return [];
		return [{ ledgerId, key, execution: run, sourceUrl: deal.url }];
	});
	if (marks.length > 0) await port.markInvoices(marks);
}
