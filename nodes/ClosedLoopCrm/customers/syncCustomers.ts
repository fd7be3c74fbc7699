import { decideCustomer } from '../../shared/billing/customerSync';
import type { CustomerDecision, SyncSettings } from '../../shared/billing/customerSync';
import type { CrmCustomer, CrmCustomerFields } from '../../shared/model/crmCustomer';
import type { Customer } from '../../shared/model/customer';
import type { CustomerField, CustomerSync } from '../../shared/model/customerSync';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import { systemWords } from '../../shared/billing/words';
import type { CrmPort, FieldMapping } from '../../shared/systems/crm';
import { customerRecords, isOfBooks } from './customerRecords';

export interface SyncInput {
	/** As the ledger has it. */
	customer: Customer;
	/** The record that the customer was read for, where the item carries one; else it is found. */
	crmCustomer: CrmCustomer | null;
	/** Of the step before, where the ledger was just written. */
	sync: CustomerSync | null;
	preview: boolean;
}

export interface SyncResult {
	sync: CustomerSync;
	/** As it stood when it was compared; null where the CRM does not know the customer. */
	record: CrmCustomer | null;
}

type LedgerCustomer = Customer & { ledgerId: string };

/** What is decided for one customer: on its record, or why nothing is. */
interface Work {
	customer: LedgerCustomer;
	records: CrmCustomer[];
	decision: CustomerDecision | null;
	reason: string | null;
}

/**
 * Compares customers of the ledger with their records in the CRM, read fresh, and writes what goes over to the CRM together with
 * what is agreed. What goes over to the ledger is handed on and agreed on once the ledger has it, so that a run cut in between
 * loses nothing.
 */
export async function syncCustomers(
	crm: CrmPort,
	inputs: SyncInput[],
	settings: SyncSettings,
	fields: FieldMapping,
): Promise<Array<Result<SyncResult>>> {
	const found = await recordsOf(crm, inputs, fields);
	const works = inputs.map(({ customer }, index): Work => {
		const records = found[index] as Result<CrmCustomer[]>;
		return {
			customer: customer as LedgerCustomer,
			records: records.ok ? records.value : [],
			decision: null,
			reason: null,
		};
	});
	const comparable = works.filter((work, index) => {
		work.reason = whyNot(work);
		return found[index]?.ok === true && work.reason === null;
	});
	const taken = new Map(works.map((work, index) => [work, inputs[index]?.sync?.taken ?? {}]));
	const notByPerson = await whoChanged(crm, comparable, fields, (work) =>
		decideCustomer(work.records[0] as CrmCustomer, work.customer, settings, {
			notByPerson: [],
			taken: taken.get(work) ?? {},
		}),
	);
	decideInTurn(comparable, (work, record) =>
		decideCustomer(record, work.customer, settings, {
			notByPerson: notByPerson.get(work) ?? [],
			taken: taken.get(work) ?? {},
		}),
	);
	const preview = inputs.some((input) => input.preview);
	const problems = preview ? new Map<string, Result<void>>() : await write(crm, works, fields);
	return works.map((work, index) => {
		const records = found[index] as Result<CrmCustomer[]>;
		if (!records.ok) return records;
		const [record = null] = work.records;
		const problem = record === null ? undefined : problems.get(keyOf(record));
		if (problem && !problem.ok) return failed(problem.problem);
		return ok({ sync: told(work, preview), record });
	});
}

/** The record that came along, read fresh, else those that say that they are the customer. */
async function recordsOf(
	crm: CrmPort,
	inputs: SyncInput[],
	fields: FieldMapping,
): Promise<Array<Result<CrmCustomer[]>>> {
	const known = inputs.flatMap(({ crmCustomer }) => crmCustomer ?? []);
	const unknown = inputs.filter(({ crmCustomer }) => crmCustomer === null);
	const read =
		known.length === 0
			? []
			: await crm.getCustomers(
					known.map(({ type, id }) => ({ type, id })),
					fields,
				);
	const searched =
		unknown.length === 0
			? []
			: await customerRecords(
					crm,
					unknown.map(({ customer }) => asWanted(customer)),
					fields,
				);
	return inputs.map(({ crmCustomer }) => {
		if (crmCustomer === null) return searched.shift() as Result<CrmCustomer[]>;
		const record = read.shift() as Result<CrmCustomer>;
		return record.ok ? ok([record.value]) : record;
	});
}

function asWanted(customer: Customer) {
	const { ledger, organisation, number, name, url } = customer;
	return { ledger, organisation, customer: { ledgerId: customer.ledgerId ?? '', name, number, url } };
}

/** Why a customer is not compared; null where it is. */
function whyNot({ customer, records }: Work): string | null {
	const ledger = systemWords[customer.ledger];
	const [record, ...others] = records;
	if (record === undefined) return `No company or contact says in Accounting customer that it is ${customer.name}`;
	if (others.length > 0) {
		return `${records.length} records say that they are ${customer.name}: ${records.map(({ name }) => name).join(', ')}; take the line out of Accounting customer on all but one`;
	}
	const links = record.customerLinks.filter((link) => isOfBooks(link, customer));
	const ids = links.map(({ ledgerId }) => ledgerId).join(', ');
	if (links.length > 0 && !links.some(({ ledgerId }) => isSame(ledgerId, customer.ledgerId))) {
		return `${record.name} is ${ids} in Accounting customer, which ${ledger} answers as ${customer.name} (${customer.url ?? customer.ledgerId}): merged there. Check both, then paste the link of the one that stays into Accounting customer`;
	}
	const own = links.find(({ ledgerId }) => isSame(ledgerId, customer.ledgerId));
	if (links.some((link) => link !== own && link.currency === own?.currency)) {
		return `${record.name} is several customers in ${ledger}: ${ids}. Keep the line of one in Accounting customer (${customer.url ?? customer.ledgerId} is one of them), and merge the others there`;
	}
	return null;
}

/** A value that no person wrote is asked, so its source is read, and only of what would go over. */
async function whoChanged(
	crm: CrmPort,
	works: Work[],
	fields: FieldMapping,
	decide: (work: Work) => CustomerDecision,
): Promise<Map<Work, CustomerField[]>> {
	const asked = works.flatMap((work) => {
		const [record] = work.records;
		if (!record || record.customerAnswer !== null) return [];
		const over = decide(work).sync.fields.flatMap(({ field, outcome }) => (outcome === 'toLedger' ? [field] : []));
		return over.length === 0 ? [] : [{ work, record, over }];
	});
	if (asked.length === 0) return new Map();
	const sources = await crm.notByPerson(
		asked.map(({ record, over }) => ({ type: record.type, id: record.id, fields: over })),
		fields,
	);
	return new Map(
		asked.map(({ work, over }, index) => {
			const source = sources[index];
			// What cannot be told is not taken for a person's.
			return [work, source?.ok ? source.value : over];
		}),
	);
}

/**
 * One customer after the other: where a record is two of them (a currency each), the second sees what becomes of it by the first.
 * The same customer twice is one piece of work.
 */
function decideInTurn(works: Work[], decide: (work: Work, record: CrmCustomer) => CustomerDecision): void {
	const records = new Map<string, CrmCustomer>();
	const decisions = new Map<string, CustomerDecision>();
	for (const work of works) {
		const [own] = work.records as [CrmCustomer];
		const [key, name] = [keyOf(own), `${keyOf(own)} ${work.customer.ledgerId}`];
		const record = records.get(key) ?? own;
		work.decision = decisions.get(name) ?? decide(work, record);
		decisions.set(name, work.decision);
		records.set(key, { ...record, ...work.decision.toCrm, customerAnswer: own.customerAnswer });
	}
}

/** One write for each record; of two customers that are one record each adds its own part. */
async function write(crm: CrmPort, works: Work[], fields: FieldMapping): Promise<Map<string, Result<void>>> {
	const writes = new Map<string, { record: CrmCustomer; values: Partial<CrmCustomerFields> }>();
	for (const { decision, records } of works) {
		const [record] = records;
		if (!decision || !record || Object.keys(decision.toCrm).length === 0) continue;
		const before = writes.get(keyOf(record));
		writes.set(keyOf(record), { record, values: { ...before?.values, ...decision.toCrm } });
	}
	if (writes.size === 0) return new Map();
	const all = [...writes];
	const written = await crm.writeCustomers(
		all.map(([, { record, values }]) => ({ type: record.type, id: record.id, fields: values })),
		fields,
	);
	return new Map(all.map(([key], index) => [key, written[index] as Result<void>]));
}

function told({ customer, decision, reason }: Work, preview: boolean): CustomerSync {
	if (decision === null) {
		const nothing = { ledgerId: customer.ledgerId, fields: [], toLedger: {}, question: null, reason: reason ?? '' };
		return { ...nothing, ...(preview ? { would: 'skip' } : { outcome: 'skipped' }) };
	}
	const changes = Object.keys(decision.toCrm).length > 0;
	const done = preview
		? { would: changes ? ('update' as const) : ('leave' as const) }
		: { outcome: changes ? ('updated' as const) : ('unchanged' as const) };
	return { ...decision.sync, ...done };
}

function isSame(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

function keyOf({ type, id }: CrmCustomer): string {
	return `${type} ${id}`;
}
