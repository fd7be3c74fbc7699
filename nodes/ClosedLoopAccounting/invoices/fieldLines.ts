import type { FieldLine } from '../../shared/billing/draftFromFields';
import type { Problem } from '../../shared/model/result';
import type { Books } from './piece';

/**
 * The lines of an invoice from fields, each with its item. Account, item and tax rate are typed in or come from an
 * expression, so a code that the ledger does not have is told by its line before anything is made.
 */
export function resolveLines(lines: FieldLine[], books: Books): { lines: FieldLine[] } | { problem: Problem } {
	const resolved: FieldLine[] = [];
	for (const [index, line] of lines.entries()) {
		const refused = (label: string, code: string, what: string) => ({
			problem: unknownCode(`'${label}' of line ${index + 1}`, code, what, books),
		});
		const account = books.accounts.find(({ code }) => code === line.account);
		if (line.account !== null && !account?.active)
			return refused('Account Code', line.account, 'an active account');
		const rate = books.taxRates.find(({ code }) => code === line.taxCode);
		if (line.taxCode !== null && !(rate?.active && rate.forSales))
			return refused('Tax Code', line.taxCode, 'a tax rate for sales');
		const item = books.items.find(({ code }) => code === line.itemCode);
		if (line.itemCode !== null && !item?.sold) return refused('Item Code', line.itemCode, 'an item that is sold');
		resolved.push(item === undefined ? line : { ...line, item });
	}
	return { lines: resolved };
}

function unknownCode(field: string, code: string, what: string, { organisation, traits }: Books): Problem {
	return {
		code: 'field_unreadable',
		message: `${field} is "${code}", which is not ${what} of ${organisation.name} in ${traits.label}`,
		todo: `Set ${field} to a code as ${traits.label} shows it`,
		scope: 'item',
	};
}
