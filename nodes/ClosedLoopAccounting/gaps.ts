import type { IExecuteFunctions } from 'n8n-workflow';
import type { SystemName } from '../shared/model/result';
import type { Gap } from '../shared/systems/system';
import { ledgers } from '../shared/systems/registry';

/** What the chosen ledger lacks of an operation, named `resource:operation`; null where it does all of it. */
export function gapOf(context: Pick<IExecuteFunctions, 'getNode'>, what: string): Gap | null {
	const ledger = ledgers[String(context.getNode().parameters['system']) as SystemName];
	return ledger?.gaps.find((gap) => gap.what === what) ?? null;
}
