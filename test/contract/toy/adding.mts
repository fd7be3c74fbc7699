import type { INodeProperties } from 'n8n-workflow';
import { systemWords } from '../../../nodes/shared/billing/words';
import { ledgers } from '../../../nodes/shared/systems/registry';
import { knowCredentialType, nodeOf } from '../../support/engine.mts';
import { TOY } from './connector/client.mts';
import { ToyLedgerApi } from './credential.mts';
import { toyLine } from './ledger.mts';

/** Fields of the node that not every ledger has, and this one does. */
const FIELDS = ['authentication', 'organisation', 'salesAccount', 'status', 'creditStatus'];

/** The registry's line, and the name that sentences call it by: all that the code asks of a new ledger beside its folder. */
export function register(): void {
	ledgers[TOY] = toyLine;
	systemWords[TOY] = toyLine.label;
}

/**
 * What a maker writes into the node's description by hand, since n8n's checks see literals only: its option, its credential, and
 * its name at the fields that it has and others lack.
 */
export function offer(): void {
	const { description } = nodeOf('closedLoopAccounting');
	knowCredentialType(new ToyLedgerApi());
	const system = description.properties.find(({ name }) => name === 'system');
	system?.options?.push({ name: 'Toy Ledger', value: TOY });
	description.credentials?.push({
		name: 'toyLedgerApi',
		required: true,
		displayOptions: { show: { system: [TOY] } },
	});
	for (const field of description.properties) if (FIELDS.includes(field.name)) offerField(field);
}

function offerField(field: INodeProperties): void {
	const shown = field.displayOptions?.show?.['system'];
	if (shown?.includes('sage')) shown.push(TOY);
	const hidden = field.displayOptions?.hide?.['system'];
	if (hidden?.includes('sage')) hidden.push(TOY);
}
