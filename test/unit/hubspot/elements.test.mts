import type { HttpRequest, HttpResponse } from '../../../nodes/shared/transport/http';
import type { PortContext } from '../../../nodes/shared/transport/kernel';
import { createKernel } from '../../../nodes/shared/transport/kernel';
import { readAssociations } from '../../../nodes/shared/systems/hubspot/associations';
import { readObjects } from '../../../nodes/shared/systems/hubspot/batch';
import { profile } from '../../../nodes/shared/systems/hubspot/profile';
import { search } from '../../../nodes/shared/systems/hubspot/search';
import { updateObjects } from '../../../nodes/shared/systems/hubspot/updateObjects';

/** A HubSpot that answers what a test wants, for shapes that the sandbox does not take. */
function kernelOver(answer: (request: HttpRequest) => Partial<HttpResponse>) {
	const requests: HttpRequest[] = [];
	const context: PortContext = {
		send: async (request) => {
			requests.push(request);
			return { status: 200, headers: {}, body: null, ...answer(request) };
		},
		sleep: async () => undefined,
		now: () => 0,
		account: `elements-${Math.random()}`,
	};
	return { kernel: createKernel(profile, context), requests };
}

const none = (id: string) => ({
	category: 'OBJECT_NOT_FOUND',
	subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
	message: 'No line item is associated with the deal',
	context: { fromObjectId: [id] },
});

describe('associations', () => {
	it('are none only where HubSpot says so; what it passes over in silence is a problem', async () => {
		const { kernel } = kernelOver(() => ({ status: 207, body: { results: [], errors: [none('1')] } }));
		const found = await readAssociations(kernel, 'deals', 'line_items', ['1', '2']);
		expect(found.get('1')).toEqual({ ok: true, value: [] });
		expect(found.get('2')).toMatchObject({ ok: false, problem: { code: 'incomplete' } });
	});

	it('are a problem where the error is another one', async () => {
		const error = { category: 'VALIDATION_ERROR', message: 'It is locked', context: { ids: ['1'] } };
		const { kernel } = kernelOver(() => ({ status: 207, body: { errors: [error] } }));
		expect((await readAssociations(kernel, 'deals', 'line_items', ['1'])).get('1')).toMatchObject({ ok: false });
	});

	it('are read to the last page, ids as text', async () => {
		const { kernel, requests } = kernelOver((request) => {
			const [input] = (request.body as { inputs: Array<{ id: string; after?: string }> }).inputs;
			const to = [
				{
					toObjectId: input?.after ? 12 : 11,
					associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 19, label: null }],
				},
			];
			const paging = input?.after ? {} : { paging: { next: { after: 'x' } } };
			return { body: { results: [{ from: { id: '1' }, to, ...paging }] } };
		});
		const found = await readAssociations(kernel, 'deals', 'line_items', ['1']);
		expect(found.get('1')).toMatchObject({ ok: true, value: [{ id: '11' }, { id: '12' }] });
		expect(requests).toHaveLength(2);
	});
});

describe('records', () => {
	it('that a batch passes over are read alone: a merged one answers as its survivor, a lost one is a problem', async () => {
		const survivor = { id: '9', properties: { name: 'Survivor' } };
		const { kernel } = kernelOver((request) => {
			if (request.method === 'POST') return { body: { results: [survivor] } };
			if (request.url.includes('/companies/1?')) return { body: survivor };
			return { status: 404, body: { category: 'OBJECT_NOT_FOUND', message: 'resource not found' } };
		});
		const found = await readObjects(kernel, ['1', '2', '9'], {
			type: 'companies',
			properties: ['name'],
			doing: 'reading companies',
		});
		expect([...found.keys()]).toEqual(['1', '2', '9']);
		expect(found.get('1')).toMatchObject({ ok: true, value: { id: '9' } });
		expect(found.get('2')).toMatchObject({ ok: false, problem: { code: 'not_found' } });
	});
});

describe('a search', () => {
	it('goes on above the last id, and never by an offset', async () => {
		const all = Array.from({ length: 450 }, (_, n) => ({ id: String(1000 + n), properties: {} }));
		const { kernel, requests } = kernelOver((request) => {
			const body = request.body as {
				limit: number;
				filterGroups: Array<{ filters: Array<{ propertyName: string; value?: string }> }>;
			};
			const above = Number(
				body.filterGroups[0]?.filters.find(({ propertyName }) => propertyName === 'hs_object_id')?.value ?? 0,
			);
			const rest = all.filter(({ id }) => Number(id) > above);
			return { body: { total: rest.length, results: rest.slice(0, body.limit) } };
		});
		const wanted = { type: 'deals' as const, groups: [[]], properties: [], doing: 'searching' };
		expect((await search(kernel, { ...wanted, limit: 1000 })).objects).toHaveLength(450);
		expect(requests.map(({ body }) => (body as { after?: unknown }).after)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(await search(kernel, { ...wanted, limit: 450 })).toMatchObject({ more: false });
		expect(await search(kernel, { ...wanted, limit: 449 })).toMatchObject({ more: true });
	});

	it('with more conditions than HubSpot takes is refused in our words', async () => {
		const { kernel, requests } = kernelOver(() => ({}));
		const filters = Array.from({ length: 6 }, () => ({ propertyName: 'a', operator: 'EQ', value: '1' }));
		const wanted = { type: 'deals' as const, groups: [filters], properties: [], limit: 1, doing: 'searching' };
		await expect(search(kernel, wanted)).rejects.toMatchObject({ problem: { code: 'too_many_filters' } });
		expect(requests).toHaveLength(0);
	});
});

describe('a write that HubSpot refuses as a whole', () => {
	it('is halved until the culprit stands alone', async () => {
		const { kernel, requests } = kernelOver((request) => {
			const ids = (request.body as { inputs: Array<{ id: string }> }).inputs.map(({ id }) => id);
			if (ids.includes('13'))
				return { status: 400, body: { category: 'VALIDATION_ERROR', message: 'A rule says no' } };
			return { body: { results: ids.map((id) => ({ id })) } };
		});
		const updates = Array.from({ length: 16 }, (_, n) => ({ id: String(n), properties: { a: 'b' } }));
		const results = await updateObjects(kernel, 'deals', updates);
		expect([...results].filter(([, result]) => !result.ok).map(([id]) => id)).toEqual(['13']);
		expect(requests.length).toBeLessThanOrEqual(9);
	});

	it('is not halved where all are concerned', async () => {
		const { kernel, requests } = kernelOver(() => ({
			status: 403,
			body: { category: 'MISSING_SCOPES', message: 'requires scopes [x]' },
		}));
		const updates = [1, 2].map((n) => ({ id: String(n), properties: { a: 'b' } }));
		await expect(updateObjects(kernel, 'deals', updates)).rejects.toMatchObject({
			problem: { code: 'missing_scope', scope: 'run' },
		});
		expect(requests).toHaveLength(1);
	});

	it('that leaves one out in silence is a problem of that one', async () => {
		const { kernel } = kernelOver(() => ({ body: { results: [{ id: '1' }] } }));
		const results = await updateObjects(
			kernel,
			'deals',
			[1, 2].map((n) => ({ id: String(n), properties: {} })),
		);
		expect(results.get('1')).toEqual({ ok: true, value: undefined });
		expect(results.get('2')).toMatchObject({ ok: false, problem: { code: 'incomplete' } });
	});
});
