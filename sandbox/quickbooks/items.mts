import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { invalidReference, missing, refused } from './faults.mts';
import { checkDate, checkEnum, checkLength, checkProperties, merged, number, refId, writable } from './input.mts';
import type { Item, Term } from './records.mts';

/** Items and terms: apis/quickbooks.md 7.2 and 7.7. */

const READ_ONLY = ['MetaData', 'domain', 'sparse', 'status', 'FullyQualifiedName', 'Level'];

const TYPES = ['Service', 'NonInventory', 'Inventory', 'Category'];

export function createItem(books: Books, sent: QuickBooksRecord): Item {
	checkProperties('Item', sent);
	const record: Item = {
		...settled(books, merged(undefined, writable(sent, READ_ONLY), false), undefined),
		...books.fresh('Item'),
	};
	books.items.put(record);
	return record;
}

/** @throws Refused 5010 for a stale version */
export function updateItem(books: Books, sent: QuickBooksRecord): Item {
	checkProperties('Item', sent);
	const held = books.current(books.items, sent);
	const fields = merged(held, writable(sent, READ_ONLY), sent['sparse'] === true);
	const record: Item = { ...settled(books, fields, held), ...books.stamp(held) };
	books.items.put(record);
	return record;
}

function settled(books: Books, fields: QuickBooksRecord, held: Item | undefined) {
	const Name = String(fields['Name'] ?? '').trim();
	if (Name === '') throw missing('Name');
	if (/[:\t\n]/.test(Name)) throw refused('2040', 'The name must not contain a colon, tab or newline', 'Name');
	if (fields['Type'] === undefined) throw missing('Type');
	checkEnum('Type', fields['Type'], TYPES);
	checkLength('Name', Name, 100);
	checkLength('Sku', fields['Sku'], 100);
	checkLength('Description', fields['Description'], 4000);
	checkLength('PurchaseDesc', fields['PurchaseDesc'], 1000);
	checkDate('InvStartDate', fields['InvStartDate']);
	const UnitPrice = number('UnitPrice', fields['UnitPrice']);
	if (UnitPrice !== undefined && Math.abs(UnitPrice) > 99_999_999_999) {
		throw refused('2080', `Invalid number: ${UnitPrice}`, 'UnitPrice');
	}
	checkAccounts(books, fields);
	const parent = refId(fields['ParentRef']);
	if (parent !== undefined && !books.items.get(parent)) throw invalidReference('Item', parent);
	const namesake = books.itemsNamed(Name).find((item) => item.Id !== held?.Id && item.ParentRef?.value === parent);
	if (namesake) throw refused('6240', 'The name supplied already exists. : null');
	return {
		...(books.isAmerican ? { Taxable: false } : {}),
		...fields,
		Name,
		Type: String(fields['Type']),
		Active: fields['Active'] !== false,
		...(UnitPrice !== undefined && { UnitPrice }),
	};
}

/** @throws Refused 2020 for one that its type needs, 2500 for one that does not exist */
function checkAccounts(books: Books, fields: QuickBooksRecord): void {
	const isStock = fields['Type'] === 'Inventory';
	const needed = fields['Type'] === 'Service' ? ['IncomeAccountRef'] : isStock ? [...ACCOUNTS] : [];
	for (const name of ACCOUNTS) {
		const id = refId(fields[name]);
		if (id === undefined && needed.includes(name)) throw missing(name);
		if (id !== undefined && !books.account(id)) throw invalidReference('Account', id);
	}
	if (!isStock) return;
	for (const name of ['QtyOnHand', 'InvStartDate']) if (fields[name] === undefined) throw missing(name);
	if (fields['TrackQtyOnHand'] !== true) throw missing('TrackQtyOnHand');
}

const ACCOUNTS = ['IncomeAccountRef', 'AssetAccountRef', 'ExpenseAccountRef'] as const;

/** A new term, or a changed one where an id is sent. */
export function writeTerm(books: Books, sent: QuickBooksRecord): Term {
	checkProperties('Term', sent);
	const held = sent['Id'] === undefined ? undefined : (books.current(books.of('Term'), sent) as Term);
	const fields = merged(held, writable(sent, READ_ONLY), sent['sparse'] === true);
	const Name = String(fields['Name'] ?? '').trim();
	if (Name === '') throw missing('Name');
	checkLength('Name', Name, 31);
	const DueDays = number('DueDays', fields['DueDays']);
	const DayOfMonthDue = number('DayOfMonthDue', fields['DayOfMonthDue']);
	if (DueDays === undefined && DayOfMonthDue === undefined) throw missing('DueDays');
	const record: Term = {
		...fields,
		Name,
		Active: fields['Active'] !== false,
		Type: DayOfMonthDue === undefined ? 'STANDARD' : 'DATE_DRIVEN',
		...(held ? books.stamp(held) : books.fresh('Term')),
	};
	books.of('Term').put(record);
	return record;
}
