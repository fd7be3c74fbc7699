import { editFields, manualTrigger, splitOut, sticky } from './builtIn.mts';
import { chain, flow, type Flow } from './flow.mts';
import { ACCOUNTING, CRM, nodeOf, setting } from './ours.mts';
import type { Crm, Ledger } from './systems.mts';

/** Makes our fields in the CRM and checks both sides; safe to run again. */
export function setUp(crm: Crm, ledger: Ledger): Flow {
	const crmNode = nodeOf(CRM, crm);
	const ledgerNode = nodeOf(ACCOUNTING, ledger);
	return flow(
		`Set up ${crm.label} and ${ledger.label}`,
		[
			sticky(
				'Overview',
				[-560, -200],
				{ width: 460, height: 400 },
				`## Set up ${crm.label} and ${ledger.label}

### How it works
Makes the property group *Closed Loop* with its fields on deals, companies and contacts, then looks at both systems and lists what is missing before deals are billed. It can be run again: what is there stays as it is, and no record is changed.

### Setup
1. **Credentials**: choose them on the ${crm.label} and ${ledger.label} nodes.
2. **Settings**: the day from which won deals shall be billed, and the ${ledger.organisation} (its name; empty when the sign-in reaches only one).
3. Run it and read **Readable list**, one line for each finding with what to do.`,
				1,
			),
			manualTrigger('Set up', [0, 0]),
			editFields(
				'Settings',
				[220, 0],
				[
					{ name: 'billFrom', value: '={{ $now.startOf("month").toISODate() }}', type: 'string' },
					{ name: 'organisation', value: '', type: 'string' },
				],
			),
			crmNode('Create fields', [440, 0], { resource: 'setup', operation: 'createFields' }),
			crmNode(`Check ${crm.label}`, [660, 0], {
				resource: 'setup',
				operation: 'check',
				pipelines: [],
				billFrom: setting('billFrom'),
			}),
			ledgerNode(`Check ${ledger.label}`, [880, 0], {
				resource: 'setup',
				operation: 'check',
				organisation: setting('organisation'),
				crmCheck: '={{ $json }}',
			}),
			splitOut('Readable list', [1100, 0], 'findings'),
		],
		chain('Set up', 'Settings', 'Create fields', `Check ${crm.label}`, `Check ${ledger.label}`, 'Readable list'),
	);
}
