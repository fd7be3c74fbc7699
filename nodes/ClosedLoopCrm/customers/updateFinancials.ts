import { recordFinancials } from '../../shared/billing/recordFinancials';
import type { CrmCustomer, CrmCustomerRef, StoredFinancials } from '../../shared/model/crmCustomer';
import type { Financials } from '../../shared/model/financials';
import type { Problem, Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { CompanyContact, CrmPort, FieldMapping } from '../../shared/systems/crm';
import { customerRecords, isOfBooks } from './customerRecords';

export interface FinancialsInput {
	financials: Financials;
	preview: boolean;
}

export interface FinancialsResult {
	/** With what became of it. */
	financials: Financials;
	/** The records as they stand afterwards. */
	records: CrmCustomer[];
}

type Write = CrmCustomerRef & { financials: Partial<StoredFinancials> };

/** All that came for one record, and what follows for it. */
interface Work {
	record: CrmCustomer;
	financials: [Financials, ...Financials[]];
	write: Partial<StoredFinancials>;
	/** Contacts whose line says something else. */
	contacts: Write[];
	problem: Problem | null;
}

/**
 * Writes how customers stand onto their companies (or contacts, where people are billed), and one line onto the contacts of the
 * companies. Everything is read together, and only what differs is written.
 */
export async function updateFinancials(
	crm: CrmPort,
	inputs: FinancialsInput[],
	fields: FieldMapping,
): Promise<Array<Result<FinancialsResult>>> {
	const found = await customerRecords(
		crm,
		inputs.map(({ financials }) => financials),
		fields,
	);
	const works = worksOf(inputs, found);
	for (const work of works.values()) decide(work);
	await decideContacts(crm, works);
	const preview = inputs.some((input) => input.preview);
	if (!preview) await writeAll(crm, works);
	return inputs.map(({ financials }, index) => {
		const records = found[index] as Result<CrmCustomer[]>;
		if (!records.ok) return records;
		return resultOf(
			financials,
			records.value.map((record) => works.get(keyOf(record)) as Work),
			preview,
		);
	});
}

function worksOf(inputs: FinancialsInput[], found: Array<Result<CrmCustomer[]>>): Map<string, Work> {
	const works = new Map<string, Work>();
	inputs.forEach(({ financials }, index) => {
		const records = found[index];
		for (const record of records?.ok ? records.value : []) {
			const work = works.get(keyOf(record));
			if (work === undefined) {
				works.set(keyOf(record), { record, financials: [financials], write: {}, contacts: [], problem: null });
			} else if (!work.financials.some((one) => isSameCustomer(one, financials))) {
				work.financials.push(financials);
			}
		}
	});
	return works;
}

function isSameCustomer(a: Financials, b: Financials): boolean {
	return a.organisation.id === b.organisation.id && a.customer.ledgerId === b.customer.ledgerId;
}

function decide(work: Work): void {
	const currencies = new Set(work.financials.map(({ currency }) => currency));
	if (currencies.size > 1) {
		work.problem = {
			code: 'other_books',
			message: `${work.record.name} is a customer in books of ${[...currencies].join(' and ')}, whose figures do not add up`,
			todo: 'Run the financials of one organisation only, or take the other line out of Accounting customer',
			scope: 'item',
		};
		return;
	}
	const { write, after } = recordFinancials(work.financials, work.record.financials, customersIn(work));
	work.write = write;
	work.record = { ...work.record, financials: after };
}

/** How many customers the record is in the books of these figures: one for each currency. */
function customersIn({ record, financials }: Work): number {
	const { ledger, organisation } = financials[0];
	const ofBooks = record.customerLinks.filter((link) => isOfBooks(link, { ledger, organisation }));
	return Math.max(ofBooks.length, financials.length);
}

/** The line of a company on its contacts; one that is billed itself has a line of its own. */
async function decideContacts(crm: CrmPort, works: Map<string, Work>): Promise<void> {
	const companies = [...works.values()].filter(
		({ record, problem }) => record.type === 'company' && problem === null,
	);
	if (companies.length === 0) return;
	const contacts = await crm.contactsOf(companies.map(({ record }) => record.id));
	companies.forEach((work, index) => {
		const own = contacts[index] as Result<CompanyContact[]>;
		if (!own.ok) {
			work.problem = own.problem;
			return;
		}
		const { accountStatus } = work.record.financials;
		work.contacts = own.value
			.filter((contact) => !contact.billed && !works.has(`contact ${contact.id}`))
			.filter((contact) => contact.accountStatus !== accountStatus)
			.map(({ id }) => ({ type: 'contact', id, financials: { accountStatus } }));
	});
}

async function writeAll(crm: CrmPort, works: Map<string, Work>): Promise<void> {
	const owned = [...works.values()].flatMap((work) => writesOf(work).map((write) => ({ work, write })));
	if (owned.length === 0) return;
	const written = await crm.writeFinancials(owned.map(({ write }) => write));
	owned.forEach(({ work }, index) => {
		const result = written[index];
		if (result && !result.ok) work.problem ??= result.problem;
	});
}

function writesOf({ record, write, contacts, problem }: Work): Write[] {
	if (problem !== null) return [];
	const own = Object.keys(write).length === 0 ? [] : [{ type: record.type, id: record.id, financials: write }];
	return [...own, ...contacts];
}

function resultOf(financials: Financials, works: Work[], preview: boolean): Result<FinancialsResult> {
	const problem = works.find((work) => work.problem !== null)?.problem;
	if (problem) return failed(problem);
	const changed = works.some((work) => writesOf(work).length > 0);
	const told = works.length === 0 ? 'skip' : changed ? 'update' : 'leave';
	const outcomes = { skip: 'skipped', update: 'updated', leave: 'unchanged' } as const;
	const reason = reasonOf(financials, works);
	return ok({
		financials: {
			...financials,
			...(preview ? { would: told } : { outcome: outcomes[told] }),
			...(reason !== null && { reason }),
		},
		records: works.map(({ record }) => record),
	});
}

function reasonOf({ customer, organisation }: Financials, works: Work[]): string | null {
	if (works.length === 0) {
		return `No company or contact says in Accounting customer that it is ${customer.name} in ${organisation.name}`;
	}
	if (works.length === 1) return null;
	return `${works.length} records say that they are this customer: ${works.map(({ record }) => record.name).join(', ')}`;
}

function keyOf({ type, id }: CrmCustomerRef): string {
	return `${type} ${id}`;
}
