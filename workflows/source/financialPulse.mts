import { editFields, gather, manualTrigger, schedule, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

/** How each customer stands in the ledger, on its record in the CRM: balance, overdue, credit, history, what they bought. */
export function financialPulse(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	return flow(
		`Financial pulse of ${ledger.label} customers in ${crm.label}`,
		[
			sticky(
				'Overview',
				[-760, -260],
				{ width: 460, height: 560 },
				`## Financial pulse of ${ledger.label} customers in ${crm.label}

### How it works
Once a day it reads the customers with open or lately changed invoices in ${ledger.label}, and writes onto their company in ${crm.label} (the contact, where people are billed): balance, overdue, ageing, credit limit and available credit, last invoice, what was billed and paid in the last 12 months, how fast they pay, and what they bought. Their contacts carry one line, *Account status*, to read before a call. Nothing is written where nothing is new, and nothing is ever written to ${ledger.label}.

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one). Leave *previewOnly* on.
3. Press **Run now** and read *Write to customers*: what would be written.
4. Set *previewOnly* to false, run it once more, then **activate** this workflow (*Publish*).

The last 12 months are read for customers whose invoices changed; **Every Sunday** and **Run now** read them for all.`,
				1,
			),
			schedule('Every day at 6', [-220, 0], { dayAtHour: 6 }),
			schedule('Every Sunday at 4', [-220, 180], { sundayAtHour: 4 }),
			manualTrigger('Run now', [-220, 360]),
			editFields(
				'Settings',
				[40, 180],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'lookBackDays', value: 3, type: 'number' },
					{ name: 'whatTheyBought', value: true, type: 'boolean' },
				],
			),
			ledgerNode(
				'Get financials',
				[280, 180],
				{
					resource: 'customer',
					operation: 'getFinancials',
					organisation: setting('organisation'),
					financialsOf: 'due',
					yearOf: `={{ $('Every day at 6').isExecuted ? 'changed' : 'all' }}`,
					lookBack: setting('lookBackDays'),
					options: { whatTheyBought: setting('whatTheyBought') },
				},
				'continueErrorOutput',
			),
			crmNode(
				'Write to customers',
				[520, 180],
				{
					resource: 'customer',
					operation: 'updateFinancials',
					previewOnly: setting('previewOnly'),
				},
				'continueErrorOutput',
			),
			gather('Gather problems', [760, 340], 2),
			stopAndError(
				'Stop and Error',
				[1000, 340],
				problems('customers', "json.financials?.customer?.name ?? 'a customer'"),
			),
		],
		[
			...['Every day at 6', 'Every Sunday at 4', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain('Settings', 'Get financials', 'Write to customers'),
			...['Get financials', 'Write to customers'].map((from, input) => ({
				from,
				to: 'Gather problems',
				output: 1,
				input,
			})),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}
