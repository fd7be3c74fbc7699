import {
	checkVatNumber,
	editFields,
	filter,
	gather,
	ifTrue,
	manualTrigger,
	sendEmail,
	sticky,
	stopAndError,
} from './builtIn.mts';
import { chain, flow, type Flow, type NodeInput } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, problems, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

const TRIGGER = 'When a deal is won';
/** The trigger's two fields hold for Catch up too; `.params` resolves although the trigger has not run. */
const ofTrigger = (name: string) => `={{ $('${TRIGGER}').params.${name} }}`;

/** Optional choices of the trigger; what is left out there is left out everywhere. */
const choice = (path: string, otherwise: string) => `={{ $('${TRIGGER}').params.${path} ?? ${otherwise} }}`;
/** Steps whose errors are gathered. */
const CAN_FAIL = ['Match products', 'Find or create customer', 'Decide tax', 'Create invoice', 'Write back to deal'];

/** Of an item as the customer step left it, whatever stands between. */
const ofCustomerStep = (document: string) => `={{ $('Find or create customer').item.json.${document} }}`;
const fieldNames = [
	'billingEmail',
	'billingName',
	'companyPaymentTerms',
	'invoiceOn',
	'leadSource',
	'onlyWhen',
	'paymentTerms',
	'poNumber',
	'vatNumber',
];

/** Won deals become customers and draft invoices; preview first. */
export function billWonDeals(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	const guarded = {
		organisation: setting('organisation'),
		previewOnly: setting('previewOnly'),
		stopIfMoreThan: setting('stopIfMoreThan'),
		pipelines: ofTrigger('pipelines'),
		billFrom: ofTrigger('billFrom'),
		options: {
			billTo: choice('options?.billTo', "'companies'"),
			onlyWhen: `={{ Boolean($('${TRIGGER}').params.fields?.onlyWhen) }}`,
		},
	};
	const draft = 'Create invoice';

	return flow(
		`Bill won ${crm.label} deals as ${ledger.label} ${ledger.makes}`,
		[
			...notes(crm, ledger),
			{
				...crmNode(TRIGGER, [0, 0], { event: 'dealWon', pipelines: [], billFrom: '', settleFor: 2 }),
				type: 'n8n-nodes-closed-loop.closedLoopCrmTrigger',
			},
			manualTrigger('Catch up', [-220, 200]),
			crmNode('Find unbilled won deals', [0, 200], {
				resource: 'deal',
				operation: 'getMany',
				pipelines: ofTrigger('pipelines'),
				billFrom: ofTrigger('billFrom'),
				onlyUnbilled: true,
				fields: Object.fromEntries(fieldNames.map((name) => [name, choice(`fields?.${name}`, "''")])),
				options: { billTo: choice('options?.billTo', "'companies'") },
			}),
			editFields(
				'Settings',
				[240, 100],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'stopIfMoreThan', value: 25, type: 'number' },
					{ name: 'organisation', value: '', type: 'string' },
					...Object.entries(ledger.settings).map(([name, value]) => ({
						name,
						value,
						type: 'string' as const,
					})),
				],
			),
			ledgerNode(
				'Match products',
				[480, 100],
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
				'Find or create customer',
				[720, 100],
				{
					resource: 'customer',
					operation: 'createOrUpdate',
					...guarded,
				},
				'continueErrorOutput',
			),
			checkVatNumber('Check VAT number', [880, -20], `$json.deal.company?.vatNumber`),
			{
				...ledgerNode(
					'Decide tax',
					[1040, -20],
					{
						resource: 'tax',
						operation: 'decide',
						organisation: setting('organisation'),
						// The check before it replaces the item, where it is enabled.
						deal: ofCustomerStep('deal'),
						customer: ofCustomerStep('customer'),
						rules: {},
						useStarterRows: true,
						options: {
							billTo: choice('options?.billTo', "'companies'"),
							...(ledger.settings.salesAccount !== undefined && {
								salesAccount: setting('salesAccount'),
							}),
							vatCheckedOn: `={{ $json.valid === true ? $json.requestDate.slice(0, 10) : '' }}`,
						},
					},
					'continueErrorOutput',
				),
				disabled: true,
			},
			editFields(
				'Tax: your own rule',
				[1040, 180],
				[
					{
						name: 'deal.lines',
						value: `={{ $json.deal.lines.map((line) => ({ ...line, tax: { code: '${ledger.exampleTaxCode}', reason: 'our own rule' } })) }}`,
						type: 'array',
					},
				],
				{ disabled: true },
			),
			ledgerNode(
				draft,
				[1200, 100],
				{
					resource: 'invoice',
					operation: 'create',
					source: 'deal',
					...guarded,
					...(ledger.settings.salesAccount !== undefined && { salesAccount: setting('salesAccount') }),
					...(ledger.settings.createAs !== undefined && { createAs: setting('createAs') }),
					...(ledger.settings.fallbackItem !== undefined && { fallbackItem: setting('fallbackItem') }),
				},
				'continueErrorOutput',
			),
			crmNode(
				'Write back to deal',
				[1440, 100],
				{
					resource: 'deal',
					operation: 'updateBilling',
					source: 'deal',
					previewOnly: setting('previewOnly'),
				},
				'continueErrorOutput',
			),
			ifTrue(
				'Billed?',
				[1680, 100],
				`['created', 'updated', 'linked', 'unchanged'].includes($json.deal.billing.outcome)`,
			),
			filter('Only what is new', [1920, 200], `$json.deal.billing.reasonChanged === true`),
			{
				...sendEmail('Tell whom it concerns', [2160, 200], {
					to: `={{ $json.deal.hold?.by === 'finance' ? 'finance@example.com' : ($json.deal.owner?.active && $json.deal.owner.email) || 'sales@example.com' }}`,
					subject: `={{ 'Not invoiced: ' + $json.deal.name }}`,
					text: `={{ $json.deal.billing.reason + '\\n' + $json.deal.billing.todo + '\\n' + $json.deal.url }}`,
				}),
				disabled: true,
			},
			gather('Gather problems', [1440, 480], CAN_FAIL.length),
			crmNode(
				'Write problem to deal',
				[1680, 520],
				{
					resource: 'deal',
					operation: 'updateBilling',
					source: 'deal',
					problem: `={{ { message: $json.error, todo: $json.message } }}`,
					previewOnly: setting('previewOnly'),
				},
				'continueRegularOutput',
			),
			stopAndError('Stop and Error', [1920, 520], problems('deals', "json.deal?.name ?? 'a deal'")),
		],
		[
			...chain(
				TRIGGER,
				'Settings',
				'Match products',
				'Find or create customer',
				'Check VAT number',
				'Decide tax',
				'Tax: your own rule',
				draft,
				'Write back to deal',
				'Billed?',
			),
			...chain('Catch up', 'Find unbilled won deals', 'Settings'),
			{ from: 'Billed?', to: 'Only what is new', output: 1 },
			...chain('Only what is new', 'Tell whom it concerns'),
			...CAN_FAIL.map((from, input) => ({
				from,
				to: 'Gather problems',
				output: 1,
				input,
			})),
			...chain('Gather problems', 'Write problem to deal', 'Stop and Error'),
		],
	);
}

function notes(crm: Crm, ledger: Ledger): NodeInput[] {
	return [
		sticky(
			'Overview',
			[-760, -260],
			{ width: 460, height: 620 },
			`## Bill won ${crm.label} deals as ${ledger.label} ${ledger.makes}

### How it works
A deal that is won becomes a customer and ${ledger.settings.createAs ? 'an unsent' : 'a draft'} invoice in ${ledger.label}, made from the deal's own lines, once and to the cent. What became of it is written back to the deal. Nothing is sent to a customer: finance looks at each one.${ledger.remark === '' ? '' : ` ${ledger.remark}`}

### Going live
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. Run the template **Set up ${crm.label} and ${ledger.label}** once, and read its list.
3. **When a deal is won**: choose *Pipelines* and *Bill From*. Nothing won before that day is billed. *Fields* (properties of your own) and *Bill To* hold for every step too.
4. **Settings**: ${ledger.toChoose}. Leave *previewOnly* on.
5. Run **Catch up** and read what *Create invoice* would do. Nothing is written.
6. Set *previewOnly* to false and run **Catch up** again. Above *stopIfMoreThan* nothing is made: raise it when the number is right.
7. Look at the ${ledger.makes} in ${ledger.label}, then **activate** this workflow (*Publish*).

Run it as often as you like: a deal is billed once.`,
			1,
		),
		sticky(
			'Section: which deals',
			[-260, -260],
			{ width: 440, height: 720 },
			`### Which deals\nThe trigger offers deals as they are won. **Catch up** finds what was won before and is not billed yet. Both use what is chosen on the trigger.`,
		),
		sticky(
			'Section: settings',
			[200, -260],
			{ width: 200, height: 720 },
			`### Settings\nEvery step reads them here by name. *previewOnly* writes nothing anywhere.`,
		),
		sticky(
			'Section: billing',
			[420, -260],
			{ width: 920, height: 720 },
			`### Billing\nLines find their ${ledger.label} item by SKU; the customer is found or made; the invoice follows the deal's lines. Put a step of your own where you like, with *Include Other Input Fields* on.\n\n**Tax**: customer and item decide. For sales abroad enable *Decide tax* and have its starter rows confirmed by your accountant; *Check VAT number* asks VIES, and only together with it.`,
		),
		sticky(
			'Section: back to the deal',
			[1360, -260],
			{ width: 980, height: 640 },
			`### Back to the deal\nStatus, reason and what to do stand on the deal. Enable the message to tell its owner or finance what holds a deal back.`,
		),
		sticky(
			'Section: problems',
			[1360, 400],
			{ width: 980, height: 300 },
			`### Problems\nWhat a deal cannot help (no connection, wrong settings) ends here, after the others are done.`,
		),
	];
}
