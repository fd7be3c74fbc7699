import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { createCustomer, updateCustomer } from './customers.mts';
import { entityNamed } from './entities.mts';
import type { EntityName } from './entities.mts';
import { refused } from './faults.mts';
import { createItem, updateItem, writeTerm } from './items.mts';
import { applyCredit, createPayment, deletePayment, updatePayment, voidPayment } from './payments.mts';
import type { Kept, SaleKind } from './records.mts';
import { createSale, deleteSale, updateSale, voidSale } from './sales.mts';
import { show } from './show.mts';

/** One write, single or of a batch: apis/quickbooks.md sections 1, 6 and 8. */

export interface Write {
	entity: EntityName;
	/** `create` stands for an update as well when the body has an id. */
	operation: string;
	/** Words of the query parameter `include`, in lower case; of a batch, of `optionsData`. */
	include: ReadonlySet<string>;
	body: QuickBooksRecord;
}

/** Does it whole or not at all; what is answered under the entity's name. @throws Refused */
export function perform(books: Books, write: Write): QuickBooksRecord {
	return books.attempt(() => {
		const { entity, operation, include, body } = write;
		if (operation === 'delete') {
			const { Id } = remove(books, entity, body);
			return { status: 'Deleted', domain: 'QBO', Id };
		}
		const isVoid = operation === 'void' || (operation === 'update' && include.has('void'));
		const record = isVoid ? voided(books, entity, body) : changed(books, write);
		return show(books, entity, record, include);
	});
}

function changed(books: Books, { entity, body, include, operation }: Write): Kept {
	if (!['create', 'update'].includes(operation)) throw unsupported(`${operation} ${entity}`);
	const isNew = body['Id'] === undefined;
	switch (entity) {
		case 'Customer':
			return isNew ? createCustomer(books, body) : updateCustomer(books, body);
		case 'Item':
			return isNew ? createItem(books, body) : updateItem(books, body);
		case 'Term':
			return writeTerm(books, body);
		case 'Payment':
			return isNew ? createPayment(books, body) : updatePayment(books, body);
		case 'Invoice':
		case 'Estimate':
		case 'CreditMemo':
			return sale(books, entity, body, include, isNew);
		default:
			throw unsupported(entity);
	}
}

function sale(
	books: Books,
	kind: SaleKind,
	body: QuickBooksRecord,
	include: ReadonlySet<string>,
	isNew: boolean,
): Kept {
	const options = { allowsDoubledNumber: include.has('allowduplicatedocnum') };
	if (!isNew) return updateSale(books, kind, body, options);
	const made = createSale(books, kind, body, options);
	const applies = books.prefs('SalesFormsPrefs')['AutoApplyCredit'] === true;
	if (kind === 'CreditMemo' && applies) applyCredit(books, made);
	return books.sales[kind].get(made.Id) ?? made;
}

function voided(books: Books, entity: EntityName, body: QuickBooksRecord): Kept {
	if (entity === 'Invoice') return voidSale(books, entity, body);
	if (entity === 'Payment') return voidPayment(books, body);
	throw unsupported(`void ${entity}`);
}

function remove(books: Books, entity: EntityName, body: QuickBooksRecord): Kept {
	if (entity === 'Payment') return deletePayment(books, body);
	if (entity === 'Invoice' || entity === 'Estimate' || entity === 'CreditMemo')
		return deleteSale(books, entity, body);
	throw unsupported(`delete ${entity}`);
}

/** The kind of record that a path or a batch names. @throws Refused 500 */
export function entityOrRefuse(name: string): EntityName {
	const entity = entityNamed(name);
	if (!entity) throw unsupported(name);
	return entity.name;
}

export function unsupported(what: string): Error {
	return refused('500', `Operation ${what} is not supported.`);
}
