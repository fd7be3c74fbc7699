import type { LedgerEdit } from '../model/change';
import type { DealBilling } from '../model/dealBilling';
import type { BillingFacts } from './billingFacts';
import { asStored } from './asStored';
import { differing } from './billingFacts';
import type { ChangedInvoiceInput } from './changedInvoice';
import { asKnown } from './changedInvoice';
import { convertedEstimate } from './invoicesText';
import { mergeLastSeen } from './lastSeen';
import { handedOn, ledgerEdit, newEdits, withEdit } from './ledgerEdits';

/** What a comparison writes, and the edits it hands on, newest first; each is handed on once. */
export interface ComparedInvoice extends BillingFacts {
	edits: LedgerEdit[];
}

/**
 * What was edited on an invoice since its deal last saw it, and what other steps noted without handing it on (rules.md
 * section 8, "Events"). Only *Ledger edits* and *Invoice as last seen* are written, both at once; figures and status are for
 * *Update Billing*.
 */
export function comparedInvoiceFacts(input: ChangedInvoiceInput): ComparedInvoice {
	const { deal, execution, preview } = input;
	const before = asStored(input.before);
	const invoice = asKnown(input.invoice, before, deal.currency);
	if (invoice === null) return told(before, {}, [], preview);
	const edit = ledgerEdit(before, invoice, deal.crm.timeZone);
	const edits = [...(edit === null ? [] : [edit]), ...newEdits(before.ledgerEdits, invoice)];
	const noted = edit === null ? before.ledgerEdits : withEdit(before.ledgerEdits, edit, false);
	const replaced = convertedEstimate(before.invoices, invoice)?.ledgerId ?? null;
	const changed = differing(
		{ ledgerEdits: handedOn(noted, edits), lastSeen: mergeLastSeen(before.lastSeen, invoice, replaced) },
		before,
	);
	return told(before, Object.keys(changed).length === 0 ? {} : { ...changed, execution }, edits, preview);
}

function told(
	before: DealBilling,
	write: Partial<DealBilling>,
	edits: LedgerEdit[],
	preview: boolean,
): ComparedInvoice {
	const isNew = Object.keys(write).length > 0;
	if (preview) return { write: {}, billing: { ...before, would: isNew ? 'update' : 'leave' }, edits };
	const outcome = isNew ? 'updated' : 'unchanged';
	return { write, billing: { ...before, ...write, outcome, reasonChanged: false, statusChanged: false }, edits };
}
