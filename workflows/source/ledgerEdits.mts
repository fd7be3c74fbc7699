import {
	editFields,
	filter,
	gather,
	ifTrue,
	manualTrigger,
	schedule,
	sendEmail,
	sticky,
	stopAndError,
} from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, changedOfDeals, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

const OFTEN = 'Every 15 minutes';
const FALLIBLE = ['Get changed invoices', 'What was edited', 'Who edited', 'Note on deals', 'Note on the timeline'];

/** What people edit on an invoice in the ledger stands on its deal: before, after, and who where the ledger tells. */
export function ledgerEdits(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	return flow(
		`Edits of ${ledger.label} invoices noted on ${crm.label} deals`,
		[
			sticky(
				'Overview',
				[-760, -300],
				{ width: 460, height: 640 },
				`## Edits of ${ledger.label} invoices noted on ${crm.label} deals

### How it works
Every 15 minutes it reads which invoices of deals changed in ${ledger.label} and compares each with what its deal saw last. What a person changed stands on the deal in *Ledger edits*, newest first: price, quantity, line, due date, customer, voided, payment removed, each with before and after. What our own runs wrote is never told as a person's edit. Nothing is ever written to ${ledger.label}.

### Who it was
${ledger.tellsWho ? `${ledger.label} tells who edited: it is asked for the invoices that were edited, one call for each.` : `${ledger.label} does not tell other apps who edited an invoice: the deal says "in ${ledger.label}".`}

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one). Leave *previewOnly* on.
3. Press **Run now** and read *Note on deals*: the edits it would note.
4. Set *previewOnly* to false, run it once more, then **activate** this workflow (*Publish*). A first run only learns how invoices stand; edits are told from then on.
5. Enable **Note on the timeline** to have each edit as a note of its own on the deal, and **Tell the owner** to mail it, once.`,
				1,
			),
			schedule(OFTEN, [-220, 0], { minutes: 15 }),
			schedule('Every day at 5', [-220, 180], { dayAtHour: 5 }),
			manualTrigger('Run now', [-220, 360]),
			editFields(
				'Settings',
				[20, 180],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'lookBackDays', value: 3, type: 'number' },
				],
			),
			ledgerNode('Get changed invoices', [240, 180], changedOfDeals(OFTEN), 'continueErrorOutput'),
			// Looks without writing, so that who it was is asked of edited invoices alone.
			crmNode(
				'What was edited',
				[460, 180],
				{ resource: 'deal', operation: 'compareInvoice', previewOnly: true },
				'continueErrorOutput',
			),
			filter('Anything new?', [680, 80], `$json.deal?.billing?.would === 'update'`),
			ifTrue('Edited?', [900, 80], '$json.edits.length > 0'),
			ledgerNode(
				'Who edited',
				[1120, 0],
				{ resource: 'invoice', operation: 'getLastEdit', organisation: setting('organisation') },
				'continueErrorOutput',
			),
			crmNode(
				'Note on deals',
				[1340, 80],
				{ resource: 'deal', operation: 'compareInvoice', previewOnly: setting('previewOnly') },
				'continueErrorOutput',
			),
			filter('Edited now?', [1560, 0], `$json.edits.length > 0 && $json.deal.billing.outcome === 'updated'`),
			{
				...crmNode(
					'Note on the timeline',
					[1780, -100],
					{
						resource: 'note',
						operation: 'create',
						note: `={{ $json.edits.map(({ text }) => text).join('\\n') }}`,
						sourceId: `={{ $json.edits.map(({ id }) => id).join(' ') }}`,
						previewOnly: setting('previewOnly'),
					},
					'continueErrorOutput',
				),
				disabled: true,
			},
			{
				...sendEmail('Tell the owner', [1780, 80], {
					to: `={{ ($json.deal.owner?.active && $json.deal.owner.email) || 'sales@example.com' }}`,
					subject: `={{ 'The invoice of ' + $json.deal.name + ' was edited' }}`,
					text: `={{ $json.edits.map(({ text }) => text).join('\\n') + '\\n' + $json.deal.url }}`,
				}),
				disabled: true,
			},
			gather('Gather problems', [1340, 420], FALLIBLE.length),
			stopAndError('Stop and Error', [1560, 420], problems('invoices', "json.invoice?.number ?? 'an invoice'")),
		],
		[
			...[OFTEN, 'Every day at 5', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain('Settings', 'Get changed invoices', 'What was edited', 'Anything new?', 'Edited?', 'Who edited'),
			{ from: 'Edited?', to: 'Note on deals', output: 1 },
			...chain('Who edited', 'Note on deals', 'Edited now?', 'Note on the timeline'),
			...chain('Edited now?', 'Tell the owner'),
			...FALLIBLE.map((from, input) => ({ from, to: 'Gather problems', output: 1, input })),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}
