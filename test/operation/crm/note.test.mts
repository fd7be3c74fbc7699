import type { CrmNote } from '../../../nodes/shared/model/crmNote';
import type { World } from '../../support/world.mts';
import { closeWorlds } from '../../support/world.mts';
import { dealsOf, NODE, portOf, run, world } from './step.mts';

afterAll(closeWorlds);

const create = {
	resource: 'note',
	operation: 'create',
	deal: '={{ $json.deal }}',
	note: '={{ $json.text }}',
	sourceId: '={{ $json.source }}',
	previewOnly: false,
};

async function notesOn(from: World, id: string): Promise<CrmNote[]> {
	const [notes] = await portOf(from).notesOf([id]);
	if (!notes?.ok) throw new Error(notes?.problem.message);
	return notes.value;
}

const outcomes = (items: Array<Record<string, unknown>>) =>
	items.map(({ note }) => (note as CrmNote | undefined)?.outcome ?? (note as CrmNote | undefined)?.would);

describe('Note: Create', () => {
	it('writes one note a source on each deal, as text, and a second run writes nothing', async () => {
		const started = await world();
		const [first, second] = await dealsOf(started);
		const items = [
			{ deal: first, text: 'price of <b> & more\n100.00 -> 90.00', source: 'E1' },
			{ deal: first, text: 'total 120.00 -> 108.00', source: 'E2' },
			{ deal: second, text: 'voided', source: 'E1' },
			{ deal: first, text: 'price of <b> & more\n100.00 -> 90.00', source: 'E1' },
		];
		const outcome = await run(started, create, items);
		expect(outcomes(outcome.items(NODE))).toEqual(['created', 'created', 'created', 'created']);
		expect((await notesOn(started, '501')).map(({ body }) => body)).toEqual([
			'price of <b> & more\n100.00 -> 90.00\nClosed Loop note E1',
			'total 120.00 -> 108.00\nClosed Loop note E2',
		]);
		expect(await notesOn(started, '502')).toHaveLength(1);
		started.sandbox.clearCalls();
		expect(outcomes((await run(started, create, items)).items(NODE))).toEqual(Array(4).fill('unchanged'));
		expect(started.writes()).toEqual([]);
	});

	it('writes nothing in preview, and says what it would', async () => {
		const started = await world();
		const [first] = await dealsOf(started);
		const item = { deal: first, text: 'voided', source: 'E1' };
		expect(outcomes((await run(started, { ...create, previewOnly: true }, [item])).items(NODE))).toEqual([
			'create',
		]);
		expect(started.writes()).toEqual([]);
		await run(started, create, [item]);
		expect(outcomes((await run(started, { ...create, previewOnly: true }, [item])).items(NODE))).toEqual(['leave']);
	});

	it('stands once where the answer was lost, and where two runs met', async () => {
		const started = await world();
		const [first, second] = await dealsOf(started);
		started.sandbox.addFault({ kind: 'resetAfter', path: 'notes/batch/create', times: 1 });
		const lost = await run(started, create, [{ deal: first, text: 'voided', source: 'E1' }]);
		expect(outcomes(lost.items(NODE))).toEqual(['created']);
		expect(await notesOn(started, '501')).toHaveLength(1);
		started.sandbox.addFault({ kind: 'slow', ms: 50, path: 'notes/batch/create', times: 2 });
		const item = { deal: second, text: 'voided', source: 'E1' };
		await Promise.all([run(started, create, [item]), run(started, create, [item])]);
		expect(await notesOn(started, '502')).toHaveLength(1);
	});

	it.each<[string, Record<string, unknown>, RegExp]>([
		['no deal', { deal: '={{ $json.nothing }}' }, /Deal/],
		['no text', { note: '={{ $json.nothing }}' }, /Note/],
		['no source', { sourceId: '={{ $json.nothing }}' }, /Source ID/],
		['a preview that is nothing', { previewOnly: '={{ $json.nothing }}' }, /Preview Only/],
	])('refuses %s', async (_, wrong, says) => {
		const started = await world();
		const [first] = await dealsOf(started);
		const outcome = await run(started, { ...create, ...wrong }, [{ deal: first, text: 'voided', source: 'E1' }]);
		expect(outcome.error?.message).toMatch(says);
		expect(started.writes()).toEqual([]);
	});
});
