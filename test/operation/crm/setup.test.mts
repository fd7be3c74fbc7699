import { closeWorlds, startWorld } from '../../support/world.mts';
import { company, NODE, run } from './step.mts';

afterAll(closeWorlds);

describe('Setup', () => {
	it('creates fields once, and in preview none', async () => {
		const started = await startWorld(company, { searchLagMs: 0 });
		const create = { resource: 'setup', operation: 'createFields' };
		const preview = await run(started, { ...create, previewOnly: true });
		expect(started.writes()).toEqual([]);
		const first = await run(started, create, [{ kept: 1 }, { kept: 2 }]);
		expect(first.items(NODE)).toMatchObject([{ kept: 1, fieldCounts: { differs: 0 } }, { kept: 2 }]);
		expect(first.items(NODE)[0]?.['fieldCounts']).toEqual(preview.items(NODE)[0]?.['fieldCounts']);
		started.sandbox.clearCalls();
		expect((await run(started, create)).items(NODE)).toMatchObject([
			{ fieldCounts: { created: 0, updated: 0, differs: 0 } },
		]);
		expect(started.writes()).toEqual([]);
	});

	it('checks and lists in words, what needs doing first', async () => {
		const started = await startWorld(company, { searchLagMs: 0 });
		const outcome = await run(started, {
			resource: 'setup',
			operation: 'check',
			pipelines: [],
			billFrom: '2026-11-01',
		});
		const [item] = outcome.items(NODE) as unknown as [
			{ findings: Array<{ what: string; found: string; ok: boolean }>; wonNotBilled: unknown[] },
		];
		expect(item.findings[0]).toMatchObject({ what: 'Fields', todo: 'Run Setup: Create Fields', ok: false });
		expect(item.findings).toContainEqual({
			what: 'Won and not billed, 2026-11',
			found: '3 deals, 300.00 GBP',
			todo: '',
			ok: true,
		});
		expect(started.writes()).toEqual([]);
	});

	it('names the scopes that a credential lacks', async () => {
		const started = await startWorld(company, { searchLagMs: 0 });
		const key = started.sandbox.hubspot.issueKey(['crm.objects.deals.read', 'crm.schemas.deals.read', 'oauth']);
		for (const stored of Object.values(started.engine.credentials))
			if ('token' in stored.data) stored.data['token'] = key;
		const outcome = await run(started, {
			resource: 'setup',
			operation: 'check',
			pipelines: [],
			billFrom: '2026-11-01',
		});
		const [item] = outcome.items(NODE) as unknown as [
			{ findings: Array<{ what: string; found: string; ok: boolean }> },
		];
		expect(item.findings[0]).toMatchObject({ what: 'Scopes', ok: false });
		expect(item.findings[0]?.found).toContain('line_items');
	});
});
