/** apis/sage.md section 3a: idempotency. */
import { ACME, open, problems } from './support.mts';
import type { World } from './support.mts';

const KEY = '0123456789abcdef0123456789abcdef';
const OTHER_KEY = 'f'.repeat(32);
const DAY = 86_400_000;
let world: World;
beforeEach(() => (world = open()));

const post = (fields: object = {}, key = KEY) =>
	world.call('POST', '/sales_invoices', world.sale({ idempotency_id: key, ...fields }));
const count = async () => (await world.get('/sales_invoices')).$total;

test('"for **7 days** the same request returns the first result and creates nothing new"', async () => {
	const first = await post();
	world.clock.advance(7 * DAY - 1);
	const again = await post();
	expect(again.status).toBe(201);
	expect(again.body).toEqual(first.body);
	expect([first.committed, again.committed]).toEqual([true, false]);
	expect(await count()).toBe(2);
	world.clock.advance(1);
	expect((await post()).committed).toBe(true);
	expect(await count()).toBe(3);
});

test('"Off unless sent": another id, or none, makes another', async () => {
	await post();
	await post({}, OTHER_KEY);
	await world.made();
	expect(await count()).toBe(4);
});

test('"put `idempotency_id` INSIDE the resource object ... Not a header"', async () => {
	const headers = { 'Idempotency-Key': KEY, idempotency_id: KEY };
	await world.call('POST', '/sales_invoices', world.sale(), headers);
	await world.call('POST', '/sales_invoices', { idempotency_id: KEY, ...world.sale() }, headers);
	expect(await count()).toBe(3);
});

test('"32 hex chars, GUID without hyphens": another form is refused', async () => {
	const refused = await post({}, '01234567-89ab-cdef-0123-456789abcdef');
	expect([refused.status, problems(refused)]).toEqual([422, ['idempotency_id: is invalid']]);
});

test('"works for **POST and PUT**"', async () => {
	const put = (notes: string) => world.call('PUT', `/contacts/${ACME}`, { contact: { notes, idempotency_id: KEY } });
	const first = await put('one');
	await world.call('PUT', `/contacts/${ACME}`, { contact: { notes: 'two' } });
	const again = await put('one');
	expect([again.status, again.committed]).toEqual([200, false]);
	expect(again.body).toEqual(first.body);
	expect((await world.get(`/contacts/${ACME}`)).notes).toBe('two');
});

test('"same id on a different resource: error array with $dataCode `IdempotencyResourceMismatch`, $message "Entity type mismatch""', async () => {
	await post();
	const contact = { name: 'X', contact_type_ids: ['CUSTOMER'], idempotency_id: KEY };
	const refused = await world.call('POST', '/contacts', { contact });
	expect(refused.status).toBe(422);
	expect(refused.body).toEqual([
		{ $severity: 'error', $dataCode: 'IdempotencyResourceMismatch', $message: 'Entity type mismatch', $source: '' },
	]);
});

test('same id with another body: the first result again; in strict mode refused', async () => {
	const first = await post();
	expect((await post({ date: '2026-11-21' })).body).toEqual(first.body);
	world = open({ strict: true });
	await post();
	expect((await post({ date: '2026-11-21' })).body[0].$dataCode).toBe('IdempotencyRequestMismatch');
	expect((await post()).status).toBe(201);
});

test('"whether a FAILED first call (422, 500) is remembered": not, by choice it is', async () => {
	const bad = { reference: 'x'.repeat(26) };
	expect((await post(bad)).status).toBe(422);
	expect((await post()).status).toBe(201);
	world = open({ remembersFailures: true });
	expect((await post(bad)).status).toBe(422);
	expect((await post()).status).toBe(422);
	expect((await post({}, OTHER_KEY)).status).toBe(201);
});

test('an id is known in its own business only', async () => {
	await post();
	const elsewhere = { 'X-Business': world.ids[1]! };
	const contact = { name: 'X', contact_type_ids: ['CUSTOMER'], idempotency_id: KEY };
	expect((await world.call('POST', '/contacts', { contact }, elsewhere)).status).toBe(201);
});

test('two at the same moment under one id make one', async () => {
	const slow = open({ answerTime: 50 });
	const sale = slow.sale({ idempotency_id: KEY });
	const calls = Promise.all([slow.call('POST', '/sales_invoices', sale), slow.call('POST', '/sales_invoices', sale)]);
	await new Promise(setImmediate);
	slow.clock.advance(50);
	const [one, two] = await calls;
	expect(one.body.id).toBe(two.body.id);
	expect([one.committed, two.committed].sort()).toEqual([false, true]);
});
