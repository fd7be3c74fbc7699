import type { CrmCustomer, CrmCustomerFields } from '../model/crmCustomer';
import type { Customer, CustomerFields } from '../model/customer';
import type {
	AgreedCustomer,
	AgreedValue,
	CustomerField,
	CustomerSide,
	CustomerSync,
	FieldOutcome,
	FieldSync,
} from '../model/customerSync';
import { agreedOf, bothSides, withAgreed } from './agreedValues';
import { addressText, customerFields, customerFieldWords, filled, plainTerms, sameValue } from './customerFields';
import { addressForCrm, addressForLedger } from './customerAddress';
import { withoutCurrency } from './names';
import { syncField } from './syncField';
import { isMasked } from './taxNumbers';
import { parseTerms, termsText } from './terms';
import { systemWords } from './words';

/** What the owner of both systems decided for all customers. */
export interface SyncSettings {
	/** Who is right where both sides changed. */
	owners: Record<CustomerField, CustomerSide | 'ask'>;
	/** Who is right where nothing was agreed yet; null lists what differs. */
	firstRun: CustomerSide | null;
	/** Whether a field emptied in the ledger clears the CRM's. */
	emptyClears: boolean;
}

/** Where both changed (rules.md section 8). */
export const defaultOwners: SyncSettings['owners'] = {
	name: 'ledger',
	email: 'crm',
	billingAddress: 'crm',
	phone: 'crm',
	taxNumber: 'ledger',
	terms: 'ledger',
};

export interface SyncContext {
	/** Fields whose value in the CRM no person wrote. */
	notByPerson: CustomerField[];
	/** What the ledger took in the step before. */
	taken: NonNullable<CustomerSync['taken']>;
}

/** What becomes of a customer on both sides; `toCrm` is what is to be written on its record, empty where nothing is. */
export interface CustomerDecision {
	sync: CustomerSync;
	toCrm: Partial<CrmCustomerFields>;
}

/** Decides field by field what goes over, what is agreed and what a person is asked (rules.md section 8 "Customers both ways"). */
export function decideCustomer(
	record: CrmCustomer,
	customer: Customer & { ledgerId: string },
	settings: SyncSettings,
	{ notByPerson, taken }: SyncContext,
): CustomerDecision {
	const { organisation, ledgerId } = customer;
	const [ours, theirs] = [crmValues(record), ledgerValues(customer)];
	const agreed = agreedOf(record.agreedValues, organisation.id, ledgerId, record.id);
	const stop = stopped(record, customer, agreed);
	const fields = comparable(record, customer).map((field): FieldSync & { base: AgreedValue | undefined } => {
		const [crm, ledger] = [ours[field], theirs[field]];
		const sent = taken[field];
		const base: AgreedValue | undefined = sent === undefined ? agreed?.values[field] : [sent, ledger];
		const decided = syncField({
			field,
			crm,
			ledger,
			base: base === undefined ? null : bothSides(base),
			owner: settings.owners[field],
			firstRun: settings.firstRun,
			answer: record.customerAnswer,
			byPerson: !notByPerson.includes(field),
			emptyClears: settings.emptyClears,
		});
		return { field, crm, ledger, base, ...held(decided, stop, field, record) };
	});
	const values = { ...agreed?.values };
	for (const one of fields) {
		const next = agreedValue(one);
		if (next !== undefined) values[one.field] = next;
	}
	const question = questionOf(fields, customer);
	const sync: CustomerSync = {
		ledgerId,
		fields: fields.map(({ field, outcome, crm, ledger, reason }) => ({ field, outcome, crm, ledger, reason })),
		toLedger: Object.assign(
			{},
			...of(fields, 'toLedger').map((field) => ledgerField(field, record, customer)),
		) as Partial<CustomerFields>,
		question,
		...(stop === null ? {} : { reason: stop.reason }),
	};
	return { sync, toCrm: { ...crmFields(fields, record, customer), ...written(record, customer, values, sync) } };
}

type Decided = { outcome: FieldOutcome; reason: string };

/** Why nothing of a customer goes over by itself. */
interface Stop {
	/** What would have gone over is asked, or left. */
	outcome: 'ask' | 'leave';
	reason: string;
}

function stopped(record: CrmCustomer, customer: Customer, agreed: AgreedCustomer | null): Stop | null {
	const ledger = systemWords[customer.ledger];
	if (!customer.active) return { outcome: 'leave', reason: `${customer.name} is archived in ${ledger}` };
	if (record.type === 'contact' && isErased(record, customer, agreed)) {
		return { outcome: 'leave', reason: 'the person was erased on one side and is not filled in again' };
	}
	if (customer.alsoSupplier === true) {
		return { outcome: 'ask', reason: `${customer.name} is a supplier in ${ledger} as well` };
	}
	return null;
}

/** A person of whom one side keeps nothing any more, though something was agreed. */
function isErased(record: CrmCustomer, customer: Customer, agreed: AgreedCustomer | null): boolean {
	const personal: CustomerField[] = ['email', 'phone', 'billingAddress'];
	const was = personal.map((field) => agreed?.values[field] ?? null);
	if (was.every((value) => value === null)) return false;
	return [crmValues(record), ledgerValues(customer)].some((side) => personal.every((field) => side[field] === null));
}

function held(decided: Decided, stop: Stop | null, field: CustomerField, record: CrmCustomer): Decided {
	const carries = decided.outcome === 'toLedger' || decided.outcome === 'toCrm';
	if (!carries) return decided;
	// A person's own answer settles even what is otherwise asked.
	if (stop !== null && (stop.outcome === 'leave' || record.customerAnswer === null)) return { ...stop };
	if (field === 'terms' && decided.outcome === 'toLedger' && parseTerms(record.paymentTerms) === null) {
		return {
			outcome: 'ask',
			reason: 'the terms in the CRM are not understood; write them as "30 days" or "end of month"',
		};
	}
	return decided;
}

/** Tax numbers of people, and such as the ledger masks, are nobody's to compare. */
function comparable(record: CrmCustomer, customer: Customer): CustomerField[] {
	const isSecret = record.type === 'contact' || isMasked(customer.taxNumber);
	return customerFields.filter((field) => field !== 'taxNumber' || !isSecret);
}

/** What the CRM says, in words. */
export function crmValues(record: CrmCustomer): Record<CustomerField, string | null> {
	return {
		name: filled(record.billingName) ?? filled(record.name),
		email: filled(record.billingEmail) ?? filled(record.email),
		billingAddress: addressText(record.address),
		phone: filled(record.phone),
		taxNumber: filled(record.vatNumber),
		terms: plainTerms(record.paymentTerms),
	};
}

/** What the ledger says, in words. */
export function ledgerValues(customer: Customer): Record<CustomerField, string | null> {
	return {
		name: filled(withoutCurrency(customer.name, [customer.currency])),
		email: filled(customer.email),
		billingAddress: addressText(customer.billingAddress),
		phone: filled(customer.phone),
		taxNumber: filled(customer.taxNumber),
		terms: customer.terms && termsText(customer.terms),
	};
}

/** What stands agreed once this was carried out; undefined leaves what was. */
function agreedValue({ field, outcome, crm, ledger, base }: FieldSync & { base: AgreedValue | undefined }) {
	if (outcome === 'toCrm') return ledger;
	if (outcome !== 'agreed') return undefined;
	const was = base === undefined ? null : bothSides(base);
	const stands = was !== null && sameValue(field, was.crm, crm) && sameValue(field, was.ledger, ledger);
	if (!stands) return crm;
	return sameValue(field, was.crm, was.ledger) ? was.crm : base;
}

function of<Field extends FieldSync>(fields: Field[], outcome: FieldOutcome): Field[] {
	return fields.filter((field) => field.outcome === outcome);
}

function ledgerField({ field }: FieldSync, record: CrmCustomer, customer: Customer): Partial<CustomerFields> {
	const values = crmValues(record);
	switch (field) {
		case 'name':
			return { name: `${values.name ?? ''}${currencyBehind(customer)}` };
		case 'billingAddress':
			return { billingAddress: addressForLedger(record.address) };
		case 'terms':
			return { terms: parseTerms(record.paymentTerms) };
		default:
			return { [field]: values[field] };
	}
}

/** `Acme (EUR)` keeps what stands behind its name. */
function currencyBehind({ name, currency }: Customer): string {
	return name.slice(withoutCurrency(name, [currency]).length);
}

function crmFields(fields: FieldSync[], record: CrmCustomer, customer: Customer): Partial<CrmCustomerFields> {
	const written: Partial<CrmCustomerFields> = {};
	for (const { field, ledger } of of(fields, 'toCrm')) {
		if (field === 'name') written.billingName = ledger;
		else if (field === 'email') written.billingEmail = ledger;
		else if (field === 'billingAddress') written.address = addressForCrm(customer.billingAddress, record.address);
		else if (field === 'taxNumber') written.vatNumber = ledger;
		else if (field === 'terms') written.paymentTerms = ledger;
		else written.phone = ledger;
	}
	return written;
}

/** What we keep on the record: agreed values, the question, the answer once it was followed. */
function written(
	record: CrmCustomer,
	customer: Customer & { ledgerId: string },
	values: AgreedCustomer['values'],
	sync: CustomerSync,
): Partial<CrmCustomerFields> {
	const { organisation, ledgerId } = customer;
	const linkedIds = record.customerLinks
		.filter((link) => link.organisationId.toLowerCase() === organisation.id.toLowerCase())
		.map((link) => link.ledgerId);
	const before = agreedOf(record.agreedValues, organisation.id, ledgerId, record.id)?.values ?? {};
	const isNew = customerFields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(values[field]));
	const question = withQuestion(record.customerQuestion, placeOf(customer), sync.question);
	const isAnswered = record.customerAnswer !== null && Object.keys(sync.toLedger).length === 0;
	return {
		...(isNew && {
			agreedValues: withAgreed(
				record.agreedValues,
				organisation.id,
				ledgerId,
				{ crmId: record.id, values },
				linkedIds,
			),
		}),
		...(question !== record.customerQuestion && { customerQuestion: question }),
		...(isAnswered && { customerAnswer: null }),
	};
}

function questionOf(fields: FieldSync[], customer: Customer): string | null {
	const asked = of(fields, 'ask').map(
		({ field, crm, ledger, reason }) =>
			`${customerFieldWords[field]} is ${quoted(crm)} here and ${quoted(ledger)} there (${reason})`,
	);
	return asked.length === 0 ? null : `${placeOf(customer)}${asked.join('; ')}`;
}

/** Which customer a line of *Customer question* is about. */
function placeOf({ ledger, organisation, ledgerId, url }: Customer): string {
	return `${systemWords[ledger]}, ${organisation.name} (${url ?? ledgerId}): `;
}

/** The text of *Customer question*, a line for each customer of a ledger. */
export function withQuestion(text: string | null, place: string, line: string | null): string | null {
	const others = (text ?? '').split('\n').filter((other) => other.trim() !== '' && !other.startsWith(place));
	return filled([...others, ...(line === null ? [] : [line])].join('\n'));
}

function quoted(value: string | null): string {
	return value === null ? 'empty' : `"${value}"`;
}
