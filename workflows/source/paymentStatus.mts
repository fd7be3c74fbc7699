import { editFields, filter, gather, manualTrigger, schedule, sendEmail, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, changedOfDeals, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

const OFTEN = 'Every 15 minutes';

/** What happens to an invoice in the ledger stands on its deal: sent, part paid, paid, overdue, credited, voided. */
export function paymentStatus(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	return flow(
		`Payment status of ${ledger.label} invoices to ${crm.label} deals`,
		[
			sticky(
				'Overview',
				[-760, -260],
				{ width: 460, height: 560 },
				`## Payment status of ${ledger.label} invoices to ${crm.label} deals

### How it works
Every 15 minutes it reads which invoices of deals changed in ${ledger.label}, and writes onto each deal what stands there now: status, due, paid, credited, when it was paid and how many days that took, in the currency of the deal and of the books. Once a day it also reads every open invoice, for what no list of changes tells: an invoice falls overdue without anybody touching it. Nothing is written where nothing is new, and nothing is ever written to ${ledger.label}.

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one). Leave *previewOnly* on.
3. Press **Run now** and read *Write to deals*: what would be written.
4. Set *previewOnly* to false, run it once more, then **activate** this workflow (*Publish*).
5. Enable **Tell the owner** to say when a deal is paid: the project can start.`,
				1,
			),
			schedule(OFTEN, [-220, 0], { minutes: 15 }),
			schedule('Every day at 5', [-220, 180], { dayAtHour: 5 }),
			manualTrigger('Run now', [-220, 360]),
			editFields(
				'Settings',
				[40, 180],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'lookBackDays', value: 3, type: 'number' },
				],
			),
			ledgerNode('Get changed invoices', [280, 180], changedOfDeals(OFTEN), 'continueErrorOutput'),
			crmNode(
				'Write to deals',
				[520, 180],
				{
					resource: 'deal',
					operation: 'updateBilling',
					source: 'changedInvoice',
					previewOnly: setting('previewOnly'),
				},
				'continueErrorOutput',
			),
			filter(
				'Paid now?',
				[760, 80],
				// What was credited whole is settled too, and nobody paid it.
				`$json.deal?.billing?.statusChanged === true && $json.deal.billing.status === 'paid' && $json.deal.billing.paid > 0`,
			),
			{
				...sendEmail('Tell the owner', [1000, 80], {
					to: `={{ ($json.deal.owner?.active && $json.deal.owner.email) || 'sales@example.com' }}`,
					subject: `={{ 'Paid: ' + $json.deal.name }}`,
					text: `={{ 'The invoice of ' + $json.deal.name + ' is paid: the project can start.\\n' + $json.deal.url }}`,
				}),
				disabled: true,
			},
			gather('Gather problems', [760, 420], 2),
			stopAndError('Stop and Error', [1000, 420], problems('invoices', "json.invoice?.number ?? 'an invoice'")),
		],
		[
			...[OFTEN, 'Every day at 5', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain('Settings', 'Get changed invoices', 'Write to deals', 'Paid now?', 'Tell the owner'),
			...['Get changed invoices', 'Write to deals'].map((from, input) => ({
				from,
				to: 'Gather problems',
				output: 1,
				input,
			})),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}
