import { editFields, filter, gather, manualTrigger, schedule, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

/** What changes on a customer in the CRM or the ledger goes over to the other side, or is asked (rules.md section 8). */
export function customerChanges(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	const since = `={{ $now.minus({ hours: $('Every 15 minutes').isExecuted ? 1 : $('Settings').first().json.lookBackDays * 24 }).toISO() }}`;
	const compare = {
		resource: 'customer',
		operation: 'createOrUpdate',
		previewOnly: setting('previewOnly'),
		ifNeverCompared: setting('ifNeverCompared'),
	};
	return flow(
		`Customer changes between ${crm.label} and ${ledger.label}`,
		[
			sticky(
				'Overview',
				[-780, -260],
				{ width: 480, height: 700 },
				`## Customer changes between ${crm.label} and ${ledger.label}

### How it works
Billing name, billing email, billing address, phone, VAT number and payment terms of each customer are compared with what both sides last agreed on. What changed on one side goes over to the other. Where both changed, the owner of the detail is right: ${crm.label} for email, address and phone, ${ledger.label} for name, VAT number and terms (options of *Compare*). What an import, a workflow or another app wrote in ${crm.label} is asked first: the question stands in *Customer question* on the company, and you answer in *Customer answer*. Nothing empty ever clears what is filled.

### Going live
1. Run *Setup: Create Fields* once (template *Set up*), so that the fields for agreed values, questions and answers are there.
2. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
3. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one). Leave *previewOnly* on.
4. Press **Run now** and read *Compare*: what differs, and what would go over.
5. Set *previewOnly* to false and press **Run now**: the first run only learns. What is equal becomes agreed, what differs is listed and stays as it is.
6. For what is listed: answer per company in *Customer answer*, or set *ifNeverCompared* to "crm" or "ledger" for one run and back to "list".
7. **Activate** this workflow (*Publish*).`,
				1,
			),
			sticky(
				'Never',
				[760, -260],
				{ width: 440, height: 200 },
				`### What it never does
It merges no customers, makes none, and touches neither archived ones nor tax numbers of people. A customer that is also a supplier is asked. Invoices stay as they are: ${ledger.label} may print the new address on a later print of an issued one.`,
			),
			schedule('Every 15 minutes', [-240, 0], { minutes: 15 }),
			schedule('Every day at 5', [-240, 180], { dayAtHour: 5 }),
			manualTrigger('Run now', [-240, 360]),
			editFields(
				'Settings',
				[0, 180],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'ifNeverCompared', value: 'list', type: 'string' },
					{ name: 'lookBackDays', value: 3, type: 'number' },
					{ name: 'stopIfMoreThan', value: 25, type: 'number' },
				],
			),
			crmNode(
				`Changed in ${crm.label}`,
				[240, 60],
				{
					resource: 'customer',
					operation: 'getMany',
					customerType: 'company',
					linkedOnly: true,
					limit: 1000,
					options: { changedSince: since },
				},
				'continueErrorOutput',
			),
			ledgerNode(
				`Their customers in ${ledger.label}`,
				[480, 60],
				{
					resource: 'customer',
					operation: 'getMany',
					organisation: setting('organisation'),
					customersBy: 'crm',
				},
				'continueErrorOutput',
			),
			ledgerNode(
				`Changed in ${ledger.label}`,
				[240, 300],
				{
					resource: 'customer',
					operation: 'getMany',
					organisation: setting('organisation'),
					customersBy: 'changed',
					changedSince: since,
				},
				'continueErrorOutput',
			),
			gather('Both', [720, 180], 2),
			crmNode('Compare', [960, 180], compare, 'continueErrorOutput'),
			filter(`Something for ${ledger.label}`, [1200, 180], 'Object.keys($json.customerSync.toLedger).length > 0'),
			ledgerNode(
				`Write to ${ledger.label}`,
				[1440, 180],
				{
					resource: 'customer',
					operation: 'createOrUpdate',
					organisation: setting('organisation'),
					customerOf: 'sync',
					previewOnly: setting('previewOnly'),
					stopIfMoreThan: setting('stopIfMoreThan'),
				},
				'continueErrorOutput',
			),
			crmNode('Note what is agreed', [1680, 180], compare, 'continueErrorOutput'),
			gather('Gather problems', [1920, 420], 6),
			stopAndError(
				'Stop and Error',
				[2160, 420],
				problems('customers', "json.customer?.name ?? json.crmCustomer?.name ?? 'a customer'"),
			),
		],
		[
			...['Every 15 minutes', 'Every day at 5', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain('Settings', `Changed in ${crm.label}`, `Their customers in ${ledger.label}`, 'Both'),
			...chain('Settings', `Changed in ${ledger.label}`),
			{ from: `Changed in ${ledger.label}`, to: 'Both', input: 1 },
			...chain(
				'Both',
				'Compare',
				`Something for ${ledger.label}`,
				`Write to ${ledger.label}`,
				'Note what is agreed',
			),
			...[
				`Changed in ${crm.label}`,
				`Their customers in ${ledger.label}`,
				`Changed in ${ledger.label}`,
				'Compare',
				`Write to ${ledger.label}`,
				'Note what is agreed',
			].map((from, input) => ({ from, to: 'Gather problems', output: 1, input })),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}
