import { pollWonDeals } from '../../../nodes/ClosedLoopCrmTrigger/poll/wonDeals';
import { memoryFrom } from '../../../nodes/ClosedLoopCrmTrigger/poll/memory';
import type { CrmPort, DealQuery } from '../../../nodes/shared/systems/crm';
import { failed, ok } from '../../../nodes/shared/model/result';
import { billing, deal } from '../billing/records.mts';
import { whole } from '../hubspot/port.mts';

const settings = {
	event: 'dealWon' as const,
	pipelines: ['default'],
	billFrom: '2026-11-01',
	settleFor: 0,
	read: whole,
};
const modifiedAt = '2026-11-20T08:00:00.000Z';

/** Won deals by id; those in `broken` cannot be read. `queries` are the searches, `read` the ids read since. */
function account(ids: string[], broken: string[] = []) {
	const queries: DealQuery[] = [];
	const read: string[] = [];
	const port = {
		findDeals: (query: DealQuery) => {
			queries.push(query);
			const found = ids.slice(0, query.limit);
			return Promise.resolve({
				deals: found.map((id) => ({
					id,
					modifiedAt,
					revisionSeen: 'R',
					answer: null,
					status: 'draft',
					invoiceId: 'i',
				})),
				more: found.length < ids.length,
			});
		},
		dealsOfChangedLines: () => Promise.resolve([]),
		getDeals: (wanted: string[]) => {
			read.push(...wanted);
			return Promise.resolve(
				wanted.map((id) =>
					broken.includes(id)
						? failed({ code: 'not_found', message: 'Gone', todo: 'Look', scope: 'item' as const })
						: ok(
								deal({
									id,
									modifiedAt,
									revision: 'R',
									pipeline: { id: 'default', name: 'Sales' },
									billing: billing({ revisionSeen: id === ids.at(-1) ? 'older' : 'R' }),
								}),
							),
				),
			);
		},
	} as unknown as CrmPort;
	return { port, queries, read };
}

const yesterday = '2026-11-23T23:50:00.000Z';
const before = memoryFrom({ cursor: yesterday, deep: yesterday, looked: {} });

it('goes through all deals once a day, also where one of them stays unreadable', async () => {
	const { port, queries } = account(['1', '2', '3'], ['2']);
	const first = await pollWonDeals(port, settings, before, '2026-11-24T00:05:00.000Z');
	expect(first).toMatchObject({ deals: [{ id: '3' }], problems: [{ dealId: '2' }], failed: false });
	const second = await pollWonDeals(port, settings, first.memory, '2026-11-24T00:10:00.000Z');
	expect(queries.map(({ onlyOpen }) => onlyOpen)).toEqual([false, true]);
	expect(second).toMatchObject({ deals: [], problems: [{ dealId: '2' }], failed: true });
	// What could not be read since the day's first poll is looked for until the next one.
	expect(second.memory.cursor).toBe('2026-11-24T00:05:00.000Z');
});

it.each([
	['draft', ['1']],
	['paid', ['1']],
	['cancelled_check', []],
	['cancelled', []],
] as const)('offers a deal that is no longer won while it says "%s": %j', async (status, offered) => {
	const lost = deal({
		id: '1',
		won: false,
		closedOn: null,
		modifiedAt,
		pipeline: { id: 'default', name: 'Sales' },
		billing: billing({ revisionSeen: 'R', status, invoiceId: 'i' }),
	});
	const { port } = account(['1']);
	port.getDeals = () => Promise.resolve([ok(lost)]);
	const { deals } = await pollWonDeals(port, settings, before, '2026-11-24T00:05:00.000Z');
	expect(deals.map(({ id }) => id)).toEqual(offered);
});

it('comes to the newest deal however many were won before it', async () => {
	const ids = Array.from({ length: 12_000 }, (_, index) => String(index + 1));
	const { port } = account(ids);
	const { deals } = await pollWonDeals(port, settings, before, '2026-11-24T00:05:00.000Z');
	expect(deals.map(({ id }) => id)).toEqual(['12000']);
});
