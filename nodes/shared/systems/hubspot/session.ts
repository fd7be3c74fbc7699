import type { CrmAccountRef, Owner } from '../../model/deal';
import type { Kernel } from '../../transport/kernel';
import type { Pipeline } from '../crm';
import { once } from '../once';
import { most, paths } from './api';
import type { AccountDetails, OwnerRow, Paged, PipelineRow, TaxRateRow } from './wire';

/** What is read once per run and shared by its parts. */
export interface Session {
	kernel: Kernel;
	details(): Promise<AccountDetails>;
	account(): Promise<CrmAccountRef>;
	pipelines(): Promise<Pipeline[]>;
	/** People who own records, by id; deactivated ones are looked up only when one of the ids is not active. */
	owners(ids: string[]): Promise<Map<string, Owner>>;
	activeOwners(): Promise<Owner[]>;
	/** Percent by id of the account's tax rates. */
	taxRates(): Promise<Map<string, number>>;
}

export function createSession(kernel: Kernel): Session {
	const details = once(() => readDetails(kernel));
	const activeOwners = once(() => readOwners(kernel, false));
	const formerOwners = once(() => readOwners(kernel, true));
	return {
		kernel,
		details,
		account: async () => accountOf(await details()),
		pipelines: once(() => readPipelines(kernel)),
		activeOwners,
		taxRates: once(() => readTaxRates(kernel)),
		owners: async (ids) => {
			if (ids.length === 0) return new Map();
			const active = byKey(await activeOwners());
			if (ids.every((id) => active.has(id))) return active;
			return new Map([...byKey(await formerOwners()), ...active]);
		},
	};
}

/** Address of a record in HubSpot's own pages. */
export function recordUrl(details: AccountDetails, typeId: '0-1' | '0-2' | '0-3', id: string): string {
	return `https://${details.uiDomain}/contacts/${details.portalId}/record/${typeId}/${id}`;
}

function accountOf(details: AccountDetails): CrmAccountRef {
	return {
		system: 'hubspot',
		accountId: String(details.portalId),
		// HubSpot's API does not tell the account's name.
		accountName: `HubSpot account ${details.portalId}`,
		currency: details.companyCurrency,
		timeZone: details.timeZone,
	};
}

async function readDetails(kernel: Kernel): Promise<AccountDetails> {
	const answer = await kernel.request({
		method: 'GET',
		path: paths.account,
		repeat: 'safe',
		doing: 'reading the account',
	});
	return answer.body as AccountDetails;
}

/** Won is closed with full probability (apis/hubspot.md 4.2). */
async function readPipelines(kernel: Kernel): Promise<Pipeline[]> {
	const answer = await kernel.request({
		method: 'GET',
		path: paths.dealPipelines,
		repeat: 'safe',
		doing: 'reading pipelines',
	});
	return (answer.body as Paged<PipelineRow>).results
		.filter((row) => !row.archived)
		.map((row) => ({
			id: String(row.id),
			name: row.label,
			stages: [...row.stages]
				.sort((a, b) => a.displayOrder - b.displayOrder)
				.map((stage) => {
					const closed = String(stage.metadata.isClosed).toLowerCase() === 'true';
					return {
						id: String(stage.id),
						name: stage.label,
						closed,
						won: closed && Number(stage.metadata.probability) === 1,
					};
				}),
		}));
}

async function readOwners(kernel: Kernel, archived: boolean): Promise<Owner[]> {
	const rows = await pages<OwnerRow>(kernel, paths.owners, { limit: most.owners, archived }, 'reading owners');
	return rows.map((row) => ({
		id: String(row.id),
		name: [row.firstName, row.lastName].filter(Boolean).join(' ') || row.email || String(row.id),
		email: row.email ?? '',
		active: !archived,
	}));
}

async function readTaxRates(kernel: Kernel): Promise<Map<string, number>> {
	const rows = await pages<TaxRateRow>(kernel, paths.taxRates, {}, 'reading tax rates');
	return new Map(rows.map((row) => [String(row.id), Number(row.percentageRate)]));
}

/** Every page of a list. */
export async function pages<T>(
	kernel: Kernel,
	path: string,
	query: Record<string, string | number | boolean>,
	doing: string,
): Promise<T[]> {
	const rows: T[] = [];
	for (let after: string | undefined; ; ) {
		const answer = await kernel.request({ method: 'GET', path, query: { ...query, after }, repeat: 'safe', doing });
		const body = answer.body as Paged<T>;
		rows.push(...body.results);
		after = body.paging?.next?.after;
		if (after === undefined) return rows;
	}
}

function byKey(owners: Owner[]): Map<string, Owner> {
	return new Map(owners.map((owner) => [owner.id, owner]));
}
