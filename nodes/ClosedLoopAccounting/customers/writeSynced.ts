import { customerFieldWords, sameValue } from '../../shared/billing/customerFields';
import { ledgerValues } from '../../shared/billing/customerSync';
import { ledgerName } from '../../shared/billing/party';
import type { Customer, CustomerFields } from '../../shared/model/customer';
import type { CustomerField, CustomerSync, FieldSync } from '../../shared/model/customerSync';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { notFound } from '../ids';

export interface SyncedInput {
	customer: Customer;
	sync: CustomerSync;
}

export interface SyncedOptions {
	preview: boolean;
	stopIfMoreThan: number;
}

/** What is to be written of one customer. */
interface Work {
	input: SyncedInput;
	/** As the ledger has it now. */
	now: Customer;
	fields: Partial<CustomerFields>;
	/** Fields that go over, or stand there already. */
	over: FieldSync[];
	/** Fields that somebody changed in the ledger since they were compared. */
	moved: FieldSync[];
}

/**
 * Writes onto ledger customers what the CRM's *Customer: Create or Update* handed on for them (rules.md section 8 "Customers both
 * ways"). The ledger is read once more before: a field that changed since it was compared stays and is compared again by the next run.
 */
export async function writeSynced(
	port: AccountingPort,
	inputs: SyncedInput[],
	{ preview, stopIfMoreThan }: SyncedOptions,
): Promise<Array<Result<SyncedInput>>> {
	const going = inputs.filter(({ sync }) => Object.keys(sync.toLedger).length > 0);
	const ids = [...new Set(going.map(({ sync }) => sync.ledgerId))];
	const read = ids.length === 0 ? [] : await port.customersById(ids);
	const found = new Map(ids.map((id, index) => [id, read[index] as Result<Customer | null>]));
	const works = new Map<string, Work>();
	for (const input of going) {
		const now = found.get(input.sync.ledgerId);
		if (now?.ok && now.value !== null && !works.has(input.sync.ledgerId)) {
			works.set(input.sync.ledgerId, workOf(input, now.value, port.traits.customerNameMax));
		}
	}
	const changed = [...works].filter(([, { fields }]) => Object.keys(fields).length > 0);
	const over = changed.length > stopIfMoreThan ? changed.length : null;
	const written = new Map<string, Result<Customer>>();
	if (!preview && over === null && changed.length > 0) {
		const answers = await port.updateCustomers(changed.map(([ledgerId, { fields }]) => ({ ledgerId, fields })));
		changed.forEach(([id], index) => written.set(id, answers[index] as Result<Customer>));
	}
	return inputs.map((input) => {
		if (!going.includes(input)) return ok(input);
		const now = found.get(input.sync.ledgerId) as Result<Customer | null>;
		if (!now.ok) return now;
		const work = works.get(input.sync.ledgerId);
		if (work === undefined) return failed(notFound('customer', input.sync.ledgerId, port.traits.label));
		if (over !== null && Object.keys(work.fields).length > 0)
			return ok(tooMany(input, over, stopIfMoreThan, preview));
		if (preview)
			return ok(
				told(input, { ...work.now, would: Object.keys(work.fields).length > 0 ? 'update' : 'leave' }, []),
			);
		const answer = written.get(input.sync.ledgerId);
		if (answer?.ok === false) return answer;
		return ok(afterwards(work, input, answer?.value ?? null, port.traits.label));
	});
}

function workOf(input: SyncedInput, now: Customer, nameMax: number): Work {
	const standing = ledgerValues(now);
	const asked = input.sync.fields.filter(({ outcome }) => outcome === 'toLedger');
	const isThere = ({ field, crm }: FieldSync) => sameValue(field, standing[field], crm);
	const isMoved = (one: FieldSync) => !isThere(one) && !sameValue(one.field, standing[one.field], one.ledger);
	const over = asked.filter((one) => !isMoved(one));
	const fields: Partial<CustomerFields> = {};
	for (const one of over.filter((field) => !isThere(field)))
		Object.assign(fields, part(one.field, input.sync.toLedger));
	if (fields.name !== undefined) fields.name = ledgerName(fields.name, nameMax);
	return { input, now, fields, over, moved: asked.filter(isMoved) };
}

function part(field: CustomerField, values: Partial<CustomerFields>): Partial<CustomerFields> {
	return field in values ? { [field]: values[field] } : {};
}

function afterwards(work: Work, input: SyncedInput, written: Customer | null, ledger: string): SyncedInput {
	const customer = written ?? work.now;
	const standing = ledgerValues(customer);
	const taken = Object.fromEntries(work.over.map(({ field, crm }) => [field, crm]));
	const reasons = [
		...work.moved.map(
			({ field }) =>
				`${customerFieldWords[field]} was changed in ${ledger} meanwhile and is compared again in the next run`,
		),
		...work.over
			.filter(({ field, crm }) => !sameValue(field, standing[field], crm))
			.map(({ field }) => `${ledger} keeps the ${customerFieldWords[field]} as ${standing[field] ?? 'empty'}`),
	];
	const result = told(input, { ...customer, outcome: written === null ? 'unchanged' : 'updated' }, reasons);
	return { ...result, sync: { ...result.sync, taken } };
}

function told(input: SyncedInput, customer: Customer, reasons: string[]): SyncedInput {
	const { crmId, crmType } = input.customer;
	return {
		customer: { ...customer, crmId, crmType, ...(reasons.length > 0 && { reason: reasons.join('; ') }) },
		sync: input.sync,
	};
}

function tooMany(input: SyncedInput, count: number, limit: number, preview: boolean): SyncedInput {
	const reason = `${count} customers would be written, more than the ${limit} of 'Stop If More Than': look through them, then raise it`;
	const customer = {
		...input.customer,
		reason,
		...(preview ? { would: 'hold' as const } : { outcome: 'held' as const }),
	};
	return { customer, sync: input.sync };
}
