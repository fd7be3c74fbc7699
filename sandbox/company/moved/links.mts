import type { CompanyFile, LedgerName } from '../../core/types.mts';

/** Rewrites what the CRM stores of the ledger's customers: `xero <tenant> <id>` becomes `<ledger> <organisation> <new id>`. */
export function moveLinks(
	company: CompanyFile,
	from: string,
	to: { ledger: LedgerName; organisationId: string; ids: ReadonlyMap<string, string> },
): void {
	for (const { properties } of [...company.hubspot.companies, ...company.hubspot.contacts]) {
		const stored = properties.closed_loop_accounting_customer;
		if (!stored) continue;
		properties.closed_loop_accounting_customer = stored
			.split('\n')
			.map((line) => {
				const [ledger, organisation, id = ''] = line.split(' ');
				const moved = ledger === 'xero' && organisation === from ? to.ids.get(id) : undefined;
				return moved === undefined ? line : `${to.ledger} ${to.organisationId} ${moved}`;
			})
			.join('\n');
	}
}
