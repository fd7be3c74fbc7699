import type { CustomerField, CustomerSide, FieldOutcome } from '../model/customerSync';
import { sameValue } from './customerFields';

/** One field of a customer on both sides, and all that decides about it. Values in words, null where empty. */
export interface FieldFacts {
	field: CustomerField;
	crm: string | null;
	ledger: string | null;
	/** As last agreed; null before anything was. */
	base: { crm: string | null; ledger: string | null } | null;
	/** Who is right where both changed. */
	owner: CustomerSide | 'ask';
	/** Who is right where nothing was agreed yet; null lists the difference. */
	firstRun: CustomerSide | null;
	/** What a person answered on the record. */
	answer: CustomerSide | null;
	/** False where the CRM's value came from an import, a workflow or an enrichment. */
	byPerson: boolean;
	/** Whether an empty field of the ledger may clear the CRM's; the ledger's is never cleared. */
	emptyClears: boolean;
}

/** What becomes of a field: three-way against the last agreed value (rules.md section 8 "Customers both ways"). */
export function syncField(facts: FieldFacts): { outcome: FieldOutcome; reason: string } {
	const { field, crm, ledger, base, owner, firstRun, answer, byPerson } = facts;
	if (sameValue(field, crm, ledger)) return { outcome: 'agreed', reason: 'both say the same' };
	if (answer !== null) return goesOver(facts, answer, 'as answered on the record');
	if (base === null) {
		if (firstRun === null) return { outcome: 'listed', reason: 'they differ since before they were compared' };
		return goesOver(facts, firstRun, `never compared before: the ${sideWords[firstRun]} is right`);
	}
	const crmChanged = !sameValue(field, crm, base.crm);
	const ledgerChanged = !sameValue(field, ledger, base.ledger);
	if (!crmChanged && !ledgerChanged) return { outcome: 'agreed', reason: 'they stand as agreed' };
	const winner = crmChanged && ledgerChanged ? owner : crmChanged ? 'crm' : 'ledger';
	const reason = crmChanged && ledgerChanged ? 'both changed' : `changed in the ${sideWords[winner as CustomerSide]}`;
	if (winner === 'ask') return { outcome: 'ask', reason };
	if (winner === 'crm' && !byPerson) {
		return {
			outcome: 'ask',
			reason: `${reason}, but not by a person: an import, a workflow or another app wrote it`,
		};
	}
	return goesOver(
		facts,
		winner,
		crmChanged && ledgerChanged ? `both changed: the ${sideWords[winner]} is right` : reason,
	);
}

const sideWords: Record<CustomerSide, string> = { crm: 'CRM', ledger: 'ledger' };

/** Empty never clears full, but in the CRM where that is allowed. */
function goesOver(
	{ crm, ledger, emptyClears }: FieldFacts,
	from: CustomerSide,
	reason: string,
): { outcome: FieldOutcome; reason: string } {
	const value = from === 'crm' ? crm : ledger;
	const isCarried = value !== null || (from === 'ledger' && emptyClears);
	if (!isCarried)
		return { outcome: 'leave', reason: `empty in the ${sideWords[from]}, which never clears the other side` };
	return { outcome: from === 'crm' ? 'toLedger' : 'toCrm', reason };
}
