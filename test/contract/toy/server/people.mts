import type { PersonAction } from '../../../../sandbox/core/types.mts';
import type { ToyBooks } from './books.mts';
import { sum } from './books.mts';
import { SETTINGS } from './records.mts';
import type { ToyDocument } from './records.mts';

type Input = Record<string, string>;

/** What a person does in the toy ledger's own user interface, under the names that every simulated ledger uses. */
export function people(books: ToyBooks): PersonAction[] {
	const invoice = (name: string, run: (held: ToyDocument, input: Input) => void): PersonAction => ({
		name,
		label: name,
		on: 'invoice',
		run: (id, input) => run(books.invoices.get(id) as ToyDocument, input),
	});
	const quote = (name: string, status: string): PersonAction => ({
		...{ name, label: name, on: 'quote' },
		run: (id) => void books.change('quotes', id, { status }),
	});
	const contact = (name: string, run: (id: string, input: Input) => void): PersonAction => ({
		...{ name, label: name, on: 'contact', run },
	});
	const pay = (
		held: Pick<ToyDocument, 'customerId' | 'currency'>,
		invoiceId: string | null,
		amount: number,
		date = books.today(),
	) =>
		books.create('payments', {
			...{ invoiceId, amount, date, tag: null, reference: null, account: 'B1' },
			...{ customerId: held.customerId, currency: held.currency },
		});
	return [
		invoice('approveInvoice', ({ id }) => void books.change('invoices', id, { status: 'approved' })),
		invoice('voidInvoice', ({ id }) => void books.change('invoices', id, { status: 'voided' })),
		invoice('deleteDraft', ({ id }) => void books.change('invoices', id, { status: 'deleted' })),
		invoice('sendInvoice', ({ id }) => void books.change('invoices', id, { sent: true })),
		invoice('editInvoice', ({ id, lines }, { price, reference }) => {
			const edited =
				price === undefined ? {} : { lines: lines.map((line) => ({ ...line, price: Number(price) })) };
			books.change('invoices', id, { ...edited, ...(reference === undefined ? {} : { reference }) });
		}),
		invoice('payInvoice', (held, { amount, date }) => {
			const due = sum([held.total, -held.paid, -held.credited]);
			pay(held, held.id, amount === undefined ? due : Number(amount), date);
		}),
		invoice('unpayInvoice', ({ id }) => {
			const newest = [...books.payments.values()]
				.filter(({ invoiceId, live }) => live && invoiceId === id)
				.at(-1);
			if (newest === undefined) throw new Error('There is no payment');
			books.save(books.payments, { ...newest, live: false });
			books.settle(id, { paid: -newest.amount });
		}),
		invoice('creditInvoice', (held, { amount }) => {
			const due = sum([held.total, -held.paid, -held.credited]);
			const given = amount === undefined ? due : Number(amount);
			const [line] = held.lines;
			books.create('credits', {
				...{
					status: 'approved',
					customerId: held.customerId,
					currency: held.currency,
					amountsAre: 'inclusive',
				},
				...{ date: books.today(), until: null },
				lines: [
					{
						...line,
						description: 'Credit',
						quantity: 1,
						price: given,
						discountPercent: null,
						discountAmount: null,
					},
				],
				allocations: [{ invoiceId: held.id, amount: given, date: books.today() }],
			});
			books.settle(held.id, { credited: given });
		}),
		quote('acceptQuote', 'accepted'),
		quote('declineQuote', 'declined'),
		contact('editContact', (id, input) => void books.change('customers', id, input)),
		contact('archiveContact', (id) => void books.change('customers', id, { active: false })),
		contact('receivePrepayment', (id, { amount, date }) => {
			pay({ customerId: id, currency: SETTINGS.baseCurrency }, null, Number(amount), date);
		}),
	];
}
