import { editFields, filter, gather, manualTrigger, schedule, sendEmail, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

const FALLIBLE = ['Newest receipt', 'Get open invoices', 'How the customer stands', 'Task for the owner'];

/** An overdue invoice becomes a task of the deal's owner, once for each step, with a plan for clients who always paid. */
export function overdue(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	return flow(
		`Overdue ${ledger.label} invoices: tell the owner in ${crm.label}, offer a plan`,
		[
			sticky(
				'Overview',
				[-760, -300],
				{ width: 460, height: 700 },
				`## Overdue ${ledger.label} invoices: tell the owner in ${crm.label}, offer a plan

### How it works
Once a day it reads the open invoices of deals in ${ledger.label}. Whoever owns the deal gets a task in ${crm.label} when an invoice is 7, 30 and 60 days overdue, once for each step: what is owed, how the client paid until now, and a draft of what to write. A client who always paid is offered a plan of equal instalments. When the invoice is paid its task is completed. Nothing is sent to a client, and nothing is written to ${ledger.label}.

### When nobody is told
- Credit that is not yet set against invoices covers it.
- *In dispute* is set on the deal.
- Less than *leastDue* is open.
- ${ledger.label} has no customer receipt of the last *receiptWithin* days: then the bank is not reconciled, and finance is to be told, not the client.

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one) and your steps. Leave *previewOnly* on.
3. Press **Run now** and read *Task for the owner*: the tasks it would make.
4. Set *previewOnly* to false, run it once more, then **activate** this workflow (*Publish*).
5. Enable **Tell finance** for the mail about the bank.`,
				1,
			),
			schedule('Every day at 7', [-220, 100], { dayAtHour: 7 }),
			manualTrigger('Run now', [-220, 280]),
			editFields(
				'Settings',
				[20, 180],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'steps', value: '7, 30, 60', type: 'string' },
					{ name: 'leastDue', value: 1, type: 'number' },
					{ name: 'receiptWithin', value: 5, type: 'number' },
					{ name: 'instalments', value: 3, type: 'number' },
					{ name: 'paidInvoices', value: 3, type: 'number' },
					{ name: 'shareOnTime', value: 60, type: 'number' },
				],
			),
			{
				...ledgerNode(
					'Newest receipt',
					[240, 180],
					{
						resource: 'payment',
						operation: 'getMany',
						organisation: setting('organisation'),
						limit: 100,
						options: {
							dateFrom: `={{ $now.minus({ days: $('Settings').first().json.receiptWithin + 1 }).toFormat('yyyy-MM-dd') }}`,
						},
					},
					'continueErrorOutput',
				),
				// No receipt at all is what is to be noticed.
				alwaysOutputData: true,
			},
			{
				...ledgerNode(
					'Get open invoices',
					[460, 180],
					{
						resource: 'invoice',
						operation: 'getChanges',
						organisation: setting('organisation'),
						lookBack: 3,
						onlyDeals: true,
						alsoOpen: true,
					},
					'continueErrorOutput',
				),
				executeOnce: true,
			},
			filter(
				'Overdue or settled?',
				[680, 180],
				// Of a document that was deleted a ledger may tell its id alone.
				`!!$json.invoice.customer?.ledgerId && (['paid', 'voided', 'deleted'].includes($json.invoice.status) || ($json.invoice.due > 0 && !['draft', 'submitted'].includes($json.invoice.status) && !!$json.invoice.dueDate && $json.invoice.dueDate < $now.toFormat('yyyy-MM-dd')))`,
			),
			ledgerNode(
				'How the customer stands',
				[900, 180],
				{
					resource: 'customer',
					operation: 'getFinancials',
					organisation: setting('organisation'),
					financialsOf: 'chosen',
					customerId: '={{ $json.invoice.customer.ledgerId }}',
				},
				'continueErrorOutput',
			),
			crmNode(
				'Task for the owner',
				[1120, 180],
				{
					resource: 'task',
					operation: 'create',
					source: 'overdueInvoice',
					newestReceipt: `={{ $('Newest receipt').all().map(({ json }) => json.payment).filter((payment) => ['payment', 'prepayment', 'overpayment'].includes(payment?.kind) && payment.live !== false).map(({ date }) => date).sort().at(-1) ?? '' }}`,
					...Object.fromEntries(
						['steps', 'leastDue', 'receiptWithin', 'instalments', 'paidInvoices', 'shareOnTime'].map(
							(name) => [name, setting(name)],
						),
					),
					previewOnly: setting('previewOnly'),
				},
				'continueErrorOutput',
			),
			filter('Bank not reconciled?', [1340, 80], '$json.toFinance === true'),
			{
				...sendEmail('Tell finance', [1560, 80], {
					to: 'finance@example.com',
					subject: `Is the bank reconciled in ${ledger.label}?`,
					text: `={{ $json.task.reason + '\\n' + $input.all().length + ' overdue invoices wait for it: nobody was told of them.' }}`,
				}),
				executeOnce: true,
				disabled: true,
			},
			gather('Gather problems', [1340, 420], FALLIBLE.length),
			stopAndError('Stop and Error', [1560, 420], problems('invoices', "json.invoice?.number ?? 'an invoice'")),
		],
		[
			...['Every day at 7', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain(
				'Settings',
				'Newest receipt',
				'Get open invoices',
				'Overdue or settled?',
				'How the customer stands',
				'Task for the owner',
				'Bank not reconciled?',
				'Tell finance',
			),
			...FALLIBLE.map((from, input) => ({ from, to: 'Gather problems', output: 1, input })),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}
