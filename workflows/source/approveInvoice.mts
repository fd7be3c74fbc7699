import { editFields, filter, ifTrue, sticky, stopAndError } from './builtIn.mts';
import { chain, flow, type Flow, type NodeInput } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

const START = 'When called';
/** After the wait the item is the answer: what was asked about stands at the start. */
const asked = (path: string) => `={{ $('${START}').first().json.${path} }}`;

/** Finance is asked by mail about one draft; what it answers is done, and stands on the deal. */
export function approveInvoice(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	const ofInvoice = {
		resource: 'invoice',
		organisation: setting('organisation'),
		invoiceId: asked('invoice.ledgerId'),
	};
	const nothingNew = { customer: '', invoice: '', previewOnly: setting('previewOnly') };
	return flow(
		`Approve one ${ledger.label} invoice of a ${crm.label} deal`,
		[
			sticky(
				'Overview',
				[-760, -300],
				{ width: 460, height: 680 },
				`## Approve one ${ledger.label} invoice of a ${crm.label} deal

### How it works
Another workflow hands in one deal and its ${ledger.settings.createAs === undefined ? 'draft' : 'estimate (*createAs* `estimate`)'}. Finance gets a mail with the figures and open checks, and two buttons. **Approve**: the deal is read again, and the invoice is approved if the deal is still won and unchanged, and the invoice is what was asked about. **Decline**, or no answer in 3 days: it stays as it is, and the deal says so. What was approved in ${ledger.label} meanwhile is only written back. The timeline of the deal says through whose link it was approved.

### Going live
1. **Credentials**: choose them on the ${crm.label}, ${ledger.label} and *Ask finance* nodes.
2. **Settings**: the ${ledger.organisation} (its name; empty when the sign-in reaches only one) and the *approver*'s address. It must not be the deal owner's own: nobody approves their own deal.
3. Set *previewOnly* to false and **activate** this workflow (*Publish*).
4. In *Bill won deals* add, after **Billed?**, **Loop Over Items** and in its loop **Execute Sub-workflow** with this workflow, *Wait for Sub-Workflow Completion* off: one mail for each deal.`,
				1,
			),
			{
				name: START,
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				position: [-220, 0],
				parameters: { inputSource: 'passthrough' },
			},
			editFields(
				'Settings',
				[0, 0],
				[
					{ name: 'previewOnly', value: true, type: 'boolean' },
					{ name: 'organisation', value: '', type: 'string' },
					{ name: 'approver', value: 'finance@example.com', type: 'string' },
				],
			),
			ifTrue(
				'Somebody else approves?',
				[220, 0],
				`$json.approver.trim() !== '' && $json.approver.trim().toLowerCase() !== ($json.deal.owner?.email ?? '').toLowerCase()`,
			),
			stopAndError(
				'Refuse the address',
				[440, 240],
				`={{ 'Nobody was asked to approve the invoice of ' + $json.deal.name + ': the approver in Settings is empty or the owner of the deal. Set another address' }}`,
			),
			filter(
				'Not asked yet?',
				[440, 0],
				`!($json.deal.billing.approvalAsked ?? '').startsWith($json.invoice.ledgerId + ' ' + ($json.invoice.updatedAt ?? '') + ', ') || $now.diff(DateTime.fromISO($json.deal.billing.approvalAsked.split(', ').at(-1)), 'days').days > 4`,
			),
			crmNode('Remember that it is asked', [660, 0], {
				resource: 'deal',
				operation: 'updateBilling',
				source: 'deal',
				...nothingNew,
				approvalAsked: `={{ $json.invoice.ledgerId + ' ' + ($json.invoice.updatedAt ?? '') + ', execution ' + $execution.id + ', ' + $now.toUTC().toISO() }}`,
			}),
			filter('Live?', [880, 0], `$('Settings').first().json.previewOnly === false`),
			askFinance(ledger, [1100, 0]),
			crmNode('Get deal', [1320, 0], {
				resource: 'deal',
				operation: 'get',
				dealRef: { __rl: true, mode: 'id', value: asked('deal.id') },
			}),
			ifTrue('Approved?', [1540, 0], '$json.data?.approved === true'),
			ledgerNode('Approve', [1760, -100], {
				...ofInvoice,
				operation: 'approve',
				invoice: asked('invoice'),
				// Whoever answers has the checks before their eyes.
				checksSeen: true,
				previewOnly: setting('previewOnly'),
			}),
			crmNode('Write back', [1980, -100], {
				resource: 'deal',
				operation: 'updateBilling',
				source: 'deal',
				customer: '',
				previewOnly: setting('previewOnly'),
			}),
			filter('Approved now?', [2200, -100], `$json.invoice?.outcome === 'updated'`),
			crmNode('Note through whom', [2420, -100], {
				resource: 'note',
				operation: 'create',
				note: `={{ ($json.invoice.number ?? 'The invoice') + ' was approved through the link sent to ' + $('Settings').first().json.approver + '.' }}`,
				sourceId: `={{ 'approval of ' + $json.invoice.ledgerId }}`,
				previewOnly: setting('previewOnly'),
			}),
			ledgerNode('How it stands', [1760, 140], { ...ofInvoice, operation: 'get' }),
			ifTrue('Still to approve?', [1980, 140], `['draft', 'submitted'].includes($json.invoice.status)`),
			crmNode('Say so on the deal', [2200, 80], {
				resource: 'deal',
				operation: 'updateBilling',
				source: 'deal',
				...nothingNew,
				problem: `={{ { message: $('Get deal').first().json.data?.approved === false ? 'Approval of its invoice was declined' : 'Nobody answered whether its invoice may be approved', todo: 'Approve it in ${ledger.label}, or change the deal' } }}`,
			}),
			crmNode('Write what stands', [2200, 260], {
				resource: 'deal',
				operation: 'updateBilling',
				source: 'changedInvoice',
				previewOnly: setting('previewOnly'),
			}),
		],
		[
			...chain(
				START,
				'Settings',
				'Somebody else approves?',
				'Not asked yet?',
				'Remember that it is asked',
				'Live?',
				'Ask finance',
				'Get deal',
				'Approved?',
				'Approve',
				'Write back',
				'Approved now?',
				'Note through whom',
			),
			{ from: 'Somebody else approves?', to: 'Refuse the address', output: 1 },
			{ from: 'Approved?', to: 'How it stands', output: 1 },
			...chain('How it stands', 'Still to approve?', 'Say so on the deal'),
			{ from: 'Still to approve?', to: 'Write what stands', output: 1 },
		],
	);
}

/** A mail with two buttons; the run sleeps until one is pressed, three days at most. */
function askFinance(ledger: Ledger, position: NodeInput['position']): NodeInput {
	const figures = `($json.invoice.number ?? 'The invoice') + ' for ' + $json.invoice.customer.name + ': ' + $json.invoice.total.toFixed(2) + ' ' + $json.invoice.currency + ' with ' + $json.invoice.tax.toFixed(2) + ' tax, due ' + ($json.invoice.dueDate ?? 'at once')`;
	return {
		name: 'Ask finance',
		type: 'n8n-nodes-base.emailSend',
		typeVersion: 2.1,
		position,
		parameters: {
			operation: 'sendAndWait',
			fromEmail: 'billing@example.com',
			toEmail: setting('approver'),
			subject: `={{ 'Approve in ${ledger.label}? ' + $json.invoice.customer.name + ', ' + $json.invoice.total.toFixed(2) + ' ' + $json.invoice.currency }}`,
			message: `={{ ${figures} + '\\n' + ($json.deal.billing.checks ? 'To check:\\n' + $json.deal.billing.checks : 'Nothing to check.') + '\\n' + ($json.invoice.url ?? '') + '\\n' + $json.deal.url }}`,
			approvalOptions: { values: { approvalType: 'double' } },
			options: {
				appendAttribution: false,
				limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 3, resumeUnit: 'days' } },
			},
		},
	};
}
