import { editFields, filter, gather, manualTrigger, schedule, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

/** One product library: what differs as a list, and, in the direction chosen, what is missing made and list prices taken over. */
export function productLibrary(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	const read = 'Read product library';
	const compare = 'Compare products';
	const [toLedger, toCrm] = [`Write to ${ledger.label}`, `Write to ${crm.label}`];
	const steps = [read, compare, toLedger, toCrm];
	return flow(
		`One product library in ${crm.label} and ${ledger.label}`,
		[
			sticky(
				'Overview',
				[-760, -260],
				{ width: 460, height: 640 },
				`## One product library in ${crm.label} and ${ledger.label}

### How it works
Compares the products of ${crm.label} with the items of ${ledger.label} by SKU and lists what differs: missing on either side, another name or price, inactive, a SKU used twice or almost the same, an item without sales account or tax. In the direction that you choose it makes what is missing and takes over list prices. Names and accounts are never overwritten, nothing is deleted, and open deals keep their lines and prices.

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one), and *salesAccount* for new items${ledger.settings.salesAccount === undefined ? ' (the id of an income account; needed only to make items)' : ''}. Leave *previewOnly* on.
3. Press **Run now** and read *Compare products*: the summary, then one line for each finding with what to do and who.
4. Choose *direction*: \`none\` (the list alone), \`crm_to_ledger\` (sales keeps the list) or \`ledger_to_crm\` (finance keeps it). Run it again: the last steps say what they would write.
5. Set *previewOnly* to false and run it. Above *stopIfMoreThan* nothing is made in ${ledger.label}: raise it when the number is right.
6. **Activate** this workflow (*Publish*) to run it every week.`,
				1,
			),
			schedule('Every Sunday at 3', [-220, 0], { sundayAtHour: 3 }),
			manualTrigger('Run now', [-220, 180]),
			editFields(
				'Settings',
				[20, 80],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'direction', value: 'none', type: 'string' },
					{ name: 'stopIfMoreThan', value: 25, type: 'number' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'salesAccount', value: ledger.settings.salesAccount ?? '', type: 'string' },
				],
			),
			{
				...crmNode(
					read,
					[260, 80],
					{ resource: 'product', operation: 'getMany', limit: 100_000 },
					'continueErrorOutput',
				),
				// A library without products is compared too.
				alwaysOutputData: true,
			},
			ledgerNode(
				compare,
				[500, 80],
				{
					resource: 'product',
					operation: 'compare',
					organisation: setting('organisation'),
					direction: setting('direction'),
				},
				'continueErrorOutput',
			),
			filter(`For ${ledger.label}`, [740, 0], mends('crm_to_ledger')),
			ledgerNode(
				toLedger,
				[980, 0],
				{
					resource: 'product',
					operation: 'createOrUpdate',
					organisation: setting('organisation'),
					itemCode: '={{ $json.finding.mend.code }}',
					unitPrice: '={{ $json.finding.mend.unitPrice }}',
					previewOnly: setting('previewOnly'),
					stopIfMoreThan: setting('stopIfMoreThan'),
					ifProductExists: 'price',
					options: { account: setting('salesAccount') },
				},
				'continueErrorOutput',
			),
			filter(`For ${crm.label}`, [740, 180], mends('ledger_to_crm')),
			crmNode(
				toCrm,
				[980, 180],
				{
					resource: 'product',
					operation: 'createOrUpdate',
					sku: '={{ $json.finding.mend.code }}',
					unitPrice: '={{ $json.finding.mend.unitPrice }}',
					previewOnly: setting('previewOnly'),
					ifProductExists: 'price',
					options: { currency: '={{ $json.finding.mend.currency }}' },
				},
				'continueErrorOutput',
			),
			gather('Gather problems', [1220, 420], steps.length),
			stopAndError('Stop and Error', [1460, 420], problems('products', "json.finding?.code ?? 'a product'")),
		],
		[
			...['Every Sunday at 3', 'Run now'].map((from) => ({ from, to: 'Settings' })),
			...chain('Settings', read, compare, `For ${ledger.label}`, toLedger),
			...chain(compare, `For ${crm.label}`, toCrm),
			...steps.map((from, input) => ({ from, to: 'Gather problems', output: 1, input })),
			...chain('Gather problems', 'Stop and Error'),
		],
	);
}

/** What the chosen direction mends; the summary and what a person has to decide stay behind. */
function mends(direction: string): string {
	return `Boolean($json.finding?.mend) && $('Settings').first().json.direction === '${direction}'`;
}
