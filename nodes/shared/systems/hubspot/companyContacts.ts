import type { Result } from '../../model/result';
import type { CompanyContact } from '../crm';
import { SystemError } from '../../transport/systemError';
import { unique } from '../lists';
import { associationTypes, readAssociations } from './associations';
import type { Association } from './associations';
import { readObjects } from './batch';
import { attempt } from './dealParts';
import { fieldNames } from './fieldNames';
import { storedFinancials } from './financialProperties';
import { contactName } from './parties';
import type { Session } from './session';
import { byId, text } from './values';
import type { HubSpotObject } from './wire';

const accountStatus = storedFinancials.nameOf('accountStatus');

type Found<T> = Map<string, Result<T>>;

/**
 * Contacts whose record speaks for a company: those whose primary company it is, and those that have no primary one and this
 * as their oldest. So a contact of several companies carries the line of one, always the same.
 */
export async function contactsOf(session: Session, companyIds: string[]): Promise<Array<Result<CompanyContact[]>>> {
	const { kernel } = session;
	const contacts = await readAssociations(kernel, 'companies', 'contacts', companyIds);
	const all = [...contacts.values()].flatMap((found) => (found.ok ? found.value : []));
	const ids = unique(all.map(({ id }) => id));
	const unclear = unique(all.filter((contact) => !isPrimary(contact)).map(({ id }) => id));
	const [companies, objects] = await Promise.all([
		readAssociations(kernel, 'contacts', 'companies', unclear),
		readObjects(kernel, ids, {
			type: 'contacts',
			properties: ['firstname', 'lastname', 'email', accountStatus, fieldNames.accountingCustomer],
			doing: 'reading the contacts of companies',
		}),
	]);
	return companyIds.map((companyId) =>
		attempt(() =>
			valueOf(contacts, companyId)
				.filter((contact) => isPrimary(contact) || speaksFor(valueOf(companies, contact.id), companyId))
				.map((contact) => contactOf(valueOf(objects, contact.id))),
		),
	);
}

function isPrimary({ typeIds }: Association): boolean {
	return typeIds.includes(associationTypes.companyToPrimaryContact);
}

/** Of a contact without a primary company its oldest one. */
function speaksFor(companies: Association[], companyId: string): boolean {
	if (companies.some(({ typeIds }) => typeIds.includes(associationTypes.contactToPrimaryCompany))) return false;
	return [...companies].sort(byId)[0]?.id === companyId;
}

function contactOf(object: HubSpotObject): CompanyContact {
	return {
		id: object.id,
		name: contactName(object),
		accountStatus: text(object, accountStatus),
		billed: text(object, fieldNames.accountingCustomer) !== null,
	};
}

function valueOf<T>(found: Found<T>, id: string): T {
	const result = found.get(id) as Result<T>;
	if (!result.ok) throw new SystemError(result.problem);
	return result.value;
}
