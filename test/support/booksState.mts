import type {
	CompanyFile,
	QuickBooksCompanyFile,
	QuickBooksRecord,
	SageBusinessFile,
	SageRecord,
	XeroOrganisationFile,
	XeroRecord,
} from '../../sandbox/core/types.mts';

/** What a ledger holds of customers and sales invoices, without ids that it makes and times. */
export interface BooksState {
	contacts: object[];
	/** Live ones; estimates that wait count. */
	invoices: object[];
	/** Live ones. */
	creditNotes: object[];
	/** Documents of ours that are dead; a ledger that deletes leaves none. */
	withdrawn: number;
}

export function booksState({ xero, quickbooks, sage }: CompanyFile): BooksState {
	if (xero) return ofXero(xero);
	if (quickbooks) return ofQuickBooks(quickbooks);
	if (sage) return ofSage(sage);
	throw new Error('The company file holds no books');
}

const KEY = /HS[0-9A-Z]{4}-\d+(?:-\d+)?(?:\.\d+)?/;

function keyIn(value: unknown): string | null {
	return KEY.exec(String(value ?? ''))?.[0] ?? null;
}

function ofXero(xero: XeroOrganisationFile): BooksState {
	const nameOf = new Map(xero.Contacts.map((contact) => [contact['ContactID'], contact['Name']]));
	const live = xero.Invoices.filter(({ Status }) => Status !== 'DELETED' && Status !== 'VOIDED');
	return {
		contacts: xero.Contacts.map((contact) => ({
			name: contact['Name'],
			number: contact['ContactNumber'] ?? null,
			email: contact['EmailAddress'] ?? null,
			status: contact['ContactStatus'] ?? 'ACTIVE',
		})),
		invoices: live.map((invoice) => ({
			key: keyIn(invoice['Url']),
			contact: nameOf.get((invoice['Contact'] as XeroRecord | undefined)?.['ContactID']),
			reference: invoice['Reference'] ?? '',
			date: invoice['Date'],
			due: invoice['DueDate'],
			status: invoice['Status'],
			currency: invoice['CurrencyCode'],
			total: invoice['Total'],
			lines: (invoice['LineItems'] as XeroRecord[]).map((line) => [
				line['Description'],
				line['Quantity'],
				line['UnitAmount'],
				line['DiscountRate'] ?? null,
				line['DiscountAmount'] ?? null,
				line['ItemCode'] ?? null,
				line['AccountCode'],
				line['TaxType'],
				line['LineAmount'],
			]),
		})),
		creditNotes: (xero.CreditNotes ?? [])
			.filter(({ Status }) => Status !== 'DELETED' && Status !== 'VOIDED')
			.map((note) => ({
				key: keyIn(note['Reference']),
				status: note['Status'],
				total: note['Total'],
				left: note['RemainingCredit'],
			})),
		withdrawn: xero.Invoices.filter((invoice) => keyIn(invoice['Url']) !== null && !live.includes(invoice)).length,
	};
}

function ofQuickBooks(file: QuickBooksCompanyFile): BooksState {
	const ref = (value: unknown) => (value as QuickBooksRecord | undefined)?.['value'];
	const nameOf = new Map(file.Customer.map((customer) => [customer['Id'], customer['DisplayName']]));
	const isVoided = (document: QuickBooksRecord) => String(document['PrivateNote'] ?? '').startsWith('Voided');
	const documents = [...file.Invoice, ...file.Estimate];
	return {
		contacts: file.Customer.map((customer) => ({
			name: customer['DisplayName'],
			email: (customer['PrimaryEmailAddr'] as QuickBooksRecord | undefined)?.['Address'] ?? null,
			currency: ref(customer['CurrencyRef']),
			active: customer['Active'] ?? true,
		})),
		invoices: documents
			.filter((document) => !isVoided(document))
			.map((document) => ({
				key: keyIn(document['PrivateNote']),
				contact: nameOf.get(ref(document['CustomerRef'])),
				date: document['TxnDate'],
				due: document['DueDate'],
				status: document['TxnStatus'] ?? document['EmailStatus'],
				currency: ref(document['CurrencyRef']),
				total: document['TotalAmt'],
				lines: (document['Line'] as QuickBooksRecord[]).map((line) => {
					const detail = (line['SalesItemLineDetail'] ?? {}) as QuickBooksRecord;
					return [
						line['Description'] ?? null,
						detail['Qty'] ?? null,
						detail['UnitPrice'] ?? null,
						ref(detail['ItemRef']) ?? null,
						ref(detail['TaxCodeRef']) ?? null,
						line['Amount'],
					];
				}),
			})),
		creditNotes: (file.CreditMemo ?? [])
			.filter((note) => !isVoided(note))
			.map((note) => ({
				key: keyIn(note['PrivateNote']),
				total: note['TotalAmt'],
				left: note['Balance'],
			})),
		withdrawn: documents.filter((document) => keyIn(document['PrivateNote']) !== null && isVoided(document)).length,
	};
}

function ofSage(file: SageBusinessFile): BooksState {
	const idOf = (value: unknown) => (value as SageRecord | undefined)?.['id'];
	const nameOf = new Map(file.contacts.map((contact) => [contact['id'], contact['name']]));
	const live = file.sales_invoices.filter((invoice) => idOf(invoice['status']) !== 'VOID' && !invoice['deleted_at']);
	return {
		contacts: file.contacts.map((contact) => ({
			name: contact['name'],
			number: contact['reference'] ?? null,
			email: (contact['main_contact_person'] as SageRecord | undefined)?.['email'] ?? null,
			currency: idOf(contact['currency']),
		})),
		invoices: live.map((invoice) => ({
			key: keyIn(invoice['reference']),
			contact: nameOf.get(idOf(invoice['contact'])),
			date: invoice['date'],
			due: invoice['due_date'],
			status: idOf(invoice['status']),
			currency: idOf(invoice['currency']),
			total: Number(invoice['total_amount']),
			lines: (invoice['invoice_lines'] as SageRecord[]).map((line) => [
				line['description'],
				Number(line['quantity']),
				Number(line['unit_price']),
				Number(line['discount_amount'] ?? 0),
				idOf(line['product']) ?? idOf(line['service']) ?? null,
				idOf(line['ledger_account']),
				idOf(line['tax_rate']),
				Number(line['net_amount']),
				Number(line['tax_amount']),
			]),
		})),
		creditNotes: (file.sales_credit_notes ?? [])
			.filter((note) => idOf(note['status']) !== 'VOID' && !note['deleted_at'])
			.map((note) => ({
				key: keyIn(note['reference']),
				status: idOf(note['status']),
				total: Number(note['total_amount']),
				left: Number(note['outstanding_amount']),
			})),
		withdrawn: file.sales_invoices.filter(
			(invoice) => keyIn(invoice['reference']) !== null && !live.includes(invoice),
		).length,
	};
}
