import { parseLinks } from '../../billing/customerLinks';
import type { Address } from '../../model/address';
import type { DealCompany, DealContact } from '../../model/deal';
import type { FieldMapping } from '../crm';
import { fieldNames } from './fieldNames';
import { recordUrl } from './session';
import { date, text } from './values';
import type { AccountDetails, HubSpotObject } from './wire';

/** Company properties we read (apis/hubspot.md 4.5). */
export function companyProperties(fields: FieldMapping): string[] {
	return [
		'name',
		'domain',
		'phone',
		'address',
		'address2',
		'city',
		'state',
		'zip',
		'country',
		fields.billingName,
		fields.billingEmail,
		fields.vatNumber,
		fields.companyPaymentTerms,
		fieldNames.vatCheckedOn,
		fieldNames.accountingCustomer,
	].filter((name) => name !== '');
}

/** Contact properties we read. Where people are billed, our fields stand on the contact. */
export function contactProperties(): string[] {
	return [
		'email',
		'firstname',
		'lastname',
		'phone',
		'mobilephone',
		'address',
		'city',
		'state',
		'zip',
		'country',
		fieldNames.billingName,
		fieldNames.billingEmail,
		fieldNames.vatNumber,
		fieldNames.vatCheckedOn,
		fieldNames.paymentTerms,
		fieldNames.accountingCustomer,
	];
}

export function companyOf(
	object: HubSpotObject,
	fields: FieldMapping,
	details: AccountDetails,
	chosenBy: DealCompany['chosenBy'],
): DealCompany {
	return {
		id: object.id,
		name: text(object, 'name') ?? text(object, 'domain') ?? '',
		url: recordUrl(details, '0-2', object.id),
		domain: text(object, 'domain')?.toLowerCase() ?? null,
		billingName: text(object, fields.billingName),
		billingEmail: text(object, fields.billingEmail),
		vatNumber: text(object, fields.vatNumber),
		vatCheckedOn: date(object, fieldNames.vatCheckedOn),
		phone: text(object, 'phone'),
		address: addressOf(object),
		paymentTerms: text(object, fields.companyPaymentTerms),
		customerLinks: parseLinks(text(object, fieldNames.accountingCustomer)),
		chosenBy,
	};
}

/** A contact by its name, else its email. */
export function contactName(object: HubSpotObject): string {
	const name = [text(object, 'firstname'), text(object, 'lastname')].filter(Boolean).join(' ');
	return name || (text(object, 'email') ?? '');
}

export function contactOf(object: HubSpotObject, details: AccountDetails, billing: boolean): DealContact {
	return {
		id: object.id,
		name: contactName(object),
		url: recordUrl(details, '0-1', object.id),
		firstName: text(object, 'firstname'),
		lastName: text(object, 'lastname'),
		email: text(object, 'email'),
		phone: text(object, 'phone') ?? text(object, 'mobilephone'),
		address: addressOf(object),
		vatNumber: text(object, fieldNames.vatNumber),
		vatCheckedOn: date(object, fieldNames.vatCheckedOn),
		billingName: text(object, fieldNames.billingName),
		billingEmail: text(object, fieldNames.billingEmail),
		paymentTerms: text(object, fieldNames.paymentTerms),
		billing,
		customerLinks: parseLinks(text(object, fieldNames.accountingCustomer)),
	};
}

/** HubSpot's own address fields. */
export function addressOf(object: HubSpotObject): Address {
	return {
		line1: text(object, 'address'),
		line2: text(object, 'address2'),
		city: text(object, 'city'),
		region: text(object, 'state'),
		postalCode: text(object, 'zip'),
		country: text(object, 'country'),
	};
}
