import { editFields, gather, manualTrigger, schedule, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

/** Steps whose errors are gathered. */
const CAN_FAIL = [
	'Match products',
	'Find customer',
	'Check credit',
	'What would be invoiced',
	'Write invoice check to deal',
];

/** In preview alone, which the steps that read it are fixed to. */
const AS_IF_WON = '={{ { ...$json.deal, won: true } }}';

/** Tells sales on open deals what would stop or mark their invoice if they were won now, and how credit stands. */
export function checkBeforeClosing(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	/** Nothing here ever writes to the ledger, whatever the settings say. */
	const tried = {
		organisation: setting('organisation'),
		previewOnly: true,
		stopIfMoreThan: 100_000,
		pipelines: setting('pipelines'),
		billFrom: setting('billFrom'),
	};
	return flow(
		`Check ${crm.label} deals before closing against ${ledger.label}`,
		[
			sticky(
				'Overview',
				[-760, -260],
				{ width: 460, height: 620 },
				`## Check ${crm.label} deals before closing against ${ledger.label}

### How it works
Every morning the deals in the stages you choose are tried as if they were won: is there a company with a billing address and an email, are the products known to ${ledger.label}, is the currency enabled, is tax decided, and does the customer have credit left? What would stop or mark the invoice stands in *Invoice check* on the deal, in words for sales; *Credit status* beside it. A deal that is complete says "Ready to be invoiced." Nothing is ever written to ${ledger.label}, and no message is sent.

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the IDs of your *pipelines* and of the *stages* whose deals are looked at, the ${ledger.organisation} (its name; empty when the sign-in reaches only one). Deals with a close date before *billFrom* are left out. Leave *previewOnly* on.
3. Press **Run now** and read *Write invoice check to deal*: what would stand on each deal.
4. Set *previewOnly* to false, run it once more, then **activate** this workflow (*Publish*).

Run it as often as you like: only what is new is written.`,
				1,
			),
			schedule('Every day at 7', [-220, 0], { dayAtHour: 7 }),
			manualTrigger('Run now', [-220, 180]),
			editFields(
				'Settings',
				[40, 90],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'pipelines', value: '[]', type: 'array' },
					{ name: 'stages', value: '[]', type: 'array' },
					{ name: 'billFrom', value: '2026-01-01', type: 'string' },
					...Object.entries(ledger.settings).map(([name, value]) => ({
						name,
						value,
						type: 'string' as const,
					})),
				],
			),
			crmNode('Find open deals', [280, 90], {
				resource: 'deal',
				operation: 'getMany',
				pipelines: setting('pipelines'),
				billFrom: setting('billFrom'),
				onlyUnbilled: false,
				options: { stages: setting('stages') },
			}),
			ledgerNode(
				'Match products',
				[520, 90],
				{
					resource: 'product',
					operation: 'match',
					organisation: setting('organisation'),
					...(ledger.settings.fallbackItem !== undefined && {
						options: { noMatch: 'fallback', fallbackItem: setting('fallbackItem') },
					}),
				},
				'continueErrorOutput',
			),
			ledgerNode(
				'Find customer',
				[760, 90],
				{ resource: 'customer', operation: 'createOrUpdate', deal: AS_IF_WON, ...tried },
				'continueErrorOutput',
			),
			ledgerNode(
				'Check credit',
				[1000, 90],
				{
					resource: 'customer',
					operation: 'checkCredit',
					organisation: setting('organisation'),
					// Open deals do not use the credit of each other.
					deal: '={{ { ...$json.deal, won: false } }}',
				},
				'continueErrorOutput',
			),
			ledgerNode(
				'What would be invoiced',
				[1240, 90],
				{
					resource: 'invoice',
					operation: 'create',
					source: 'deal',
					deal: AS_IF_WON,
					...tried,
					...(ledger.settings.createAs !== undefined && { createAs: setting('createAs') }),
					...(ledger.settings.salesAccount !== undefined && { salesAccount: setting('salesAccount') }),
					...(ledger.settings.fallbackItem !== undefined && { fallbackItem: setting('fallbackItem') }),
				},
				'continueErrorOutput',
			),
			crmNode(
				'Write invoice check to deal',
				[1480, 90],
				{
					resource: 'deal',
					operation: 'updateBilling',
					source: 'invoiceCheck',
					previewOnly: setting('previewOnly'),
				},
				'continueErrorOutput',
			),
			gather('Gather problems', [1480, 360], CAN_FAIL.length),
			stopAndError('Stop and Error', [1720, 360], problems('deals', "json.deal?.name ?? 'a deal'")),
		],
		[
			...['Every day at 7', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain(
				'Settings',
				'Find open deals',
				'Match products',
				'Find customer',
				'Check credit',
				'What would be invoiced',
				'Write invoice check to deal',
			),
			...CAN_FAIL.map((from, input) => ({ from, to: 'Gather problems', output: 1, input })),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}
