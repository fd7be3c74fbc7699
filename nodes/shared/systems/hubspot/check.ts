import { roundMoney, sumMoney } from '../../billing/money';
import type { Deal } from '../../model/deal';
import { failed, ok } from '../../model/result';
import type { Problem, Result } from '../../model/result';
import type { Call } from '../../transport/kernel';
import { problemOf, SystemError } from '../../transport/systemError';
import type { CrmSetupReport, SetupQuery } from '../crm';
import { unique } from '../lists';
import { paths } from './api';
import { startOfDay } from './accountDay';
import { missingFields } from './createFields';
import { getDeals } from './getDeals';
import { search } from './search';
import type { Session } from './session';

/** Most deals that a check reads whole. */
const MOST_DEALS = 10_000;

/** Calls that show whether a scope is there, reading next to nothing. Write scopes cannot be tried without writing. */
const probes: Call[] = [
	probe('deals'),
	probe('line_items'),
	probe('companies'),
	probe('contacts'),
	probe('quotes'),
	{ method: 'GET', path: paths.owners, query: { limit: 1 }, repeat: 'safe', doing: 'reading owners' },
	{ method: 'GET', path: paths.taxRates, query: { limit: 1 }, repeat: 'safe', doing: 'reading tax rates' },
	...(['deals', 'companies', 'contacts'] as const).map(
		(type): Call => ({
			method: 'GET',
			path: paths.propertyGroups(type),
			repeat: 'safe',
			doing: `reading the properties of ${type}`,
		}),
	),
];

function probe(type: 'deals' | 'line_items' | 'companies' | 'contacts' | 'quotes'): Call {
	return {
		method: 'GET',
		path: paths.records(type),
		query: { limit: 1 },
		repeat: 'safe',
		doing: `reading ${type.replace('_', ' ')}`,
	};
}

/** Is this account ready, and what would billing meet in it? Reads only; works before our fields exist. */
export async function check(session: Session, query: SetupQuery): Promise<CrmSetupReport> {
	const [details, account, pipelines] = await Promise.all([
		session.details(),
		session.account(),
		session.pipelines(),
	]);
	const told = {
		account,
		accountType: details.accountType,
		currencies: unique([details.companyCurrency, ...(details.additionalCurrencies ?? [])]),
		pipelines,
	};
	const missingScopes = await refusedScopes(session);
	// Without its scopes nothing further can be read.
	if (missingScopes.length > 0) {
		return { ...told, missingScopes, missingFields: [], wonNotBilled: [], skus: [], companies: [] };
	}
	const deals = await dealsOfPeriod(session, query);
	return {
		...told,
		missingScopes,
		missingFields: await missingFields(session.kernel),
		wonNotBilled: wonNotBilled(deals),
		skus: unique(deals.flatMap((deal) => deal.lines.flatMap((line) => line.sku ?? []))).sort(),
		companies: unlinkedCompanies(deals),
	};
}

async function refusedScopes(session: Session): Promise<string[]> {
	const answers = await Promise.all(
		probes.map((call) =>
			session.kernel.request(call).then(
				(): Result<void> => ok(undefined),
				(error: unknown) => refusedScope(error),
			),
		),
	);
	return unique(answers.flatMap((answer) => (answer.ok ? [] : [scopeWords(answer.problem)])));
}

async function refusedScope(error: unknown): Promise<Result<void>> {
	const problem = problemOf(error);
	return problem?.code === 'missing_scope' ? failed(problem) : await Promise.reject(error);
}

function scopeWords(problem: Problem): string {
	return problem.details ?? problem.message;
}

/** Deals won since Bill From and open ones, of the chosen pipelines. */
async function dealsOfPeriod(session: Session, query: SetupQuery): Promise<Deal[]> {
	const { timeZone } = await session.details();
	const pipeline = { propertyName: 'pipeline', operator: 'IN', values: query.pipelines };
	const found = await search(session.kernel, {
		type: 'deals',
		groups: [
			[
				pipeline,
				{ propertyName: 'hs_is_closed_won', operator: 'EQ', value: 'true' },
				{ propertyName: 'closedate', operator: 'GTE', value: startOfDay(query.billFrom, timeZone) },
			],
			[pipeline, { propertyName: 'hs_is_closed', operator: 'EQ', value: 'false' }],
		],
		properties: ['closedate'],
		limit: MOST_DEALS,
		doing: 'searching won and open deals',
	});
	const ids = found.objects.map((object) => object.id);
	const deals = await getDeals(session, ids, { fields: query.fields, billTo: 'companies', historyBefore: null });
	return deals.map((deal) => {
		if (!deal.ok) throw new SystemError(deal.problem);
		return deal.value;
	});
}

function wonNotBilled(deals: Deal[]): CrmSetupReport['wonNotBilled'] {
	const groups = new Map<string, Deal[]>();
	for (const deal of deals) {
		if (!deal.won || deal.billing.status !== null) continue;
		const name = `${deal.closedOn?.slice(0, 7) ?? ''} ${deal.currency}`;
		groups.set(name, [...(groups.get(name) ?? []), deal]);
	}
	return [...groups]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([name, group]) => {
			const [month = '', currency = ''] = name.split(' ');
			return { month, currency, deals: group.length, amount: sumMoney(group.map(worth), currency) };
		});
}

/** The deal's amount, else what its lines come to. */
function worth(deal: Deal): number {
	if (deal.amount !== null) return roundMoney(deal.amount, deal.currency);
	return sumMoney(
		deal.lines.map((line) => line.amount),
		deal.currency,
	);
}

function unlinkedCompanies(deals: Deal[]): CrmSetupReport['companies'] {
	const companies = new Map<string, CrmSetupReport['companies'][number]>();
	for (const { company, contacts } of deals) {
		if (!company || company.customerLinks.length > 0) continue;
		const contact = contacts.find((one) => one.billing) ?? contacts[0];
		companies.set(company.id, {
			id: company.id,
			name: company.billingName ?? company.name,
			domain: company.domain,
			email: company.billingEmail ?? contact?.email ?? null,
			vatNumber: company.vatNumber,
			country: company.address.country,
			url: company.url,
		});
	}
	return [...companies.values()];
}
