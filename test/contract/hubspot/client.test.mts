/** The official client, unmodified, against the sandbox: what it types is what we answer. */
import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/deals/models/Filter';
import {
	PropertyCreateFieldTypeEnum,
	PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate';
import { OAUTH_CLIENT } from '../../../sandbox/hubspot/auth.mts';
import { openWorld, SEARCH_LAG_MS, type World } from './support.mts';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(async () => await world.close());

const crm = () => world.client.crm;

test('reads a deal with its associations', async () => {
	const found = await crm().deals.basicApi.getById('101', ['dealname', 'hs_is_closed_won', 'unheard_of'], undefined, [
		'line_items',
		'companies',
	]);
	expect(found.properties).toMatchObject({ dealname: 'Won', hs_is_closed_won: 'true' });
	expect(found.properties).not.toHaveProperty('unheard_of');
	expect(found.createdAt).toEqual(new Date('2026-11-01T09:00:00.000Z'));
	expect(found.associations?.['line items']?.results.map(({ id }) => id)).toEqual(['401', '402']);
	expect(found.associations?.['companies']?.results).toContainEqual({ id: '201', type: 'deal_to_company' });
});

test('pages through a list', async () => {
	const first = await crm().deals.basicApi.getPage(2);
	expect(first.results.map(({ id }) => id)).toEqual(['101', '102']);
	const second = await crm().deals.basicApi.getPage(2, first.paging?.next?.after);
	expect(second.results.map(({ id }) => id)).toEqual(['103']);
	expect(second.paging).toBeUndefined();
	expect((await crm().companies.getAll()).map(({ id }) => id)).toEqual(['201', '202']);
});

test('creates, updates and archives line items on a deal, which HubSpot adds up', async () => {
	const made = await crm().lineItems.basicApi.create({
		properties: { name: 'Chair', quantity: '2', price: '12.345' },
		associations: [
			{ to: { id: '102' }, types: [{ associationCategory: Category.HubspotDefined, associationTypeId: 20 }] },
		],
	});
	expect(made.properties['amount']).toBe('24.69');
	const changed = await crm().lineItems.basicApi.update(made.id, { properties: { quantity: '1' } });
	expect(changed.properties['amount']).toBe('12.35');
	const deal = await crm().deals.basicApi.getById('102', ['hs_tcv']);
	expect(deal.properties['hs_tcv']).toBe('12.35');
	await crm().lineItems.basicApi.archive(made.id);
	await expect(crm().lineItems.basicApi.getById(made.id)).rejects.toMatchObject({ code: 404 });
	expect((await crm().deals.basicApi.getById('102', ['hs_tcv'])).properties['hs_tcv']).toBeNull();
});

test('searches, in its typed form and in the bare one', async () => {
	const filters = [{ propertyName: 'hs_is_closed_won', operator: FilterOperatorEnum.Eq, value: 'true' }];
	const found = await crm().deals.searchApi.doSearch({
		filterGroups: [{ filters }],
		sorts: ['-hs_object_id'],
		properties: ['dealname'],
		limit: 10,
	});
	expect(found.total).toBe(1);
	expect(found.results[0]!.properties['dealname']).toBe('Won');
	expect((await crm().companies.searchApi.doSearch({ query: 'gmbh' })).results.map(({ id }) => id)).toEqual(['202']);
	expect((await crm().contacts.searchApi.doSearch({})).total).toBe(1);
});

test('writes in batches', async () => {
	const made = await crm().companies.batchApi.create({
		inputs: ['One', 'Two'].map((name) => ({ properties: { name }, associations: [] })),
	});
	expect(made.status).toBe('COMPLETE');
	const [one, two] = made.results.map(({ id }) => id);
	await crm().companies.batchApi.update({ inputs: [{ id: one!, properties: { city: 'Leeds' } }] });
	const read = await crm().companies.batchApi.read({
		inputs: [{ id: one! }, { id: two! }, { id: '9' }],
		properties: ['city'],
		propertiesWithHistory: [],
	});
	expect(read.results.map(({ properties }) => properties['city'])).toEqual(['Leeds', null]);
	expect('errors' in read ? read.errors?.[0]?.category : null).toBe('OBJECT_NOT_FOUND');
	await crm().companies.batchApi.archive({ inputs: [{ id: one! }, { id: two! }] });
	await expect(crm().companies.basicApi.getById(one!)).rejects.toMatchObject({ code: 404 });
});

test('upserts contacts by e-mail and says which are new', async () => {
	const answer = await crm().contacts.batchApi.upsert({
		inputs: ['buyer@acme.example', 'new@acme.example'].map((id) => ({
			id,
			idProperty: 'email',
			properties: { city: 'York' },
		})),
	});
	expect(answer.results.map((result) => result._new)).toEqual([false, true]);
});

test('associations, version 4', async () => {
	const { batchApi, basicApi, schema } = {
		...crm().associations.v4,
		schema: crm().associations.v4.schema.definitionsApi,
	};
	const read = await batchApi.getPage('deals', 'companies', {
		inputs: [{ id: '101' }, { id: '102' }, { id: '103' }],
	});
	expect(read.results.map(({ to }) => to.map(({ toObjectId }) => toObjectId))).toEqual([['201', '202'], ['202']]);
	expect(read.results[0]!.to[0]!.associationTypes).toContainEqual({
		category: 'HUBSPOT_DEFINED',
		typeId: 5,
		label: 'Primary',
	});
	expect(read.results[1]!.to[0]!.associationTypes).toContainEqual(
		expect.objectContaining({ category: 'USER_DEFINED', label: 'Bill to' }),
	);

	// Making another company the primary one takes that from the first.
	const primary = [{ associationCategory: Category.HubspotDefined, associationTypeId: 5 }];
	await batchApi.create('deals', 'companies', {
		inputs: [{ _from: { id: '101' }, to: { id: '202' }, types: primary }],
	});
	const page = await basicApi.getPage('deals', '101', 'companies');
	const primaries = page.results.filter(({ associationTypes }) =>
		associationTypes.some(({ typeId }) => typeId === 5),
	);
	expect(primaries.map(({ toObjectId }) => toObjectId)).toEqual(['202']);

	await basicApi.createDefault('deals', '103', 'contacts', '301');
	await basicApi.create('deals', '103', 'companies', '201', primary);
	await basicApi.archive('deals', '103', 'contacts', '301');
	expect((await basicApi.getPage('deals', '103', 'contacts')).results).toEqual([]);
	expect((await basicApi.getPage('companies', '201', 'deals')).results.map(({ toObjectId }) => toObjectId)).toEqual([
		'101',
		'103',
	]);
	expect((await schema.getAll('deals', 'companies')).results.map(({ label }) => label)).toContain('Bill to');
});

test('properties and their groups', async () => {
	const { coreApi, groupsApi, batchApi } = crm().properties;
	await groupsApi.create('deals', { name: 'money', label: 'Money' });
	const status = {
		name: 'money_status',
		label: 'Status',
		groupName: 'money',
		type: PropertyCreateTypeEnum.Enumeration,
		fieldType: PropertyCreateFieldTypeEnum.Select,
		options: [{ label: 'Sent', value: 'sent', displayOrder: 0, hidden: false }],
	};
	const made = await coreApi.create('deals', status);
	expect(made).toMatchObject({ name: 'money_status', hubspotDefined: false, archived: false });
	await expect(coreApi.create('deals', status)).rejects.toMatchObject({
		code: 409,
		body: { category: 'OBJECT_ALREADY_EXISTS' },
	});
	await coreApi.update('deals', 'money_status', {
		options: [{ label: 'Paid', value: 'paid', displayOrder: 0, hidden: false }],
	});
	expect((await coreApi.getByName('deals', 'money_status')).options.map(({ value }) => value)).toEqual(['paid']);
	const batch = await batchApi.create('deals', { inputs: [{ ...status, name: 'money_two' }, status] });
	expect(batch.results.map(({ name }) => name)).toEqual(['money_two']);
	expect((await coreApi.getAll('deals')).results.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['dealname', 'money_two']),
	);
	await expect(groupsApi.archive('deals', 'money')).rejects.toMatchObject({ code: 400 });
	await coreApi.archive('deals', 'money_two');
	await expect(coreApi.getByName('deals', 'money_two')).rejects.toMatchObject({ code: 404 });
});

test('pipelines and owners', async () => {
	const { results } = await crm().pipelines.pipelinesApi.getAll('deals');
	expect(
		results[0]!.stages.map(({ id, metadata }) => [id, metadata?.['isClosed'], metadata?.['probability']]),
	).toContainEqual(['closedwon', 'true', '1.0']);
	expect((await crm().owners.ownersApi.getPage()).results.map(({ email }) => email)).toEqual(['ada@example.com']);
	expect((await crm().owners.ownersApi.getPage(undefined, undefined, 100, true)).results.map(({ id }) => id)).toEqual(
		['502'],
	);
	expect((await crm().owners.ownersApi.getById(501)).firstName).toBe('Ada');
});

test('quotes, products, notes, tasks and merge', async () => {
	const quote = await crm().quotes.basicApi.create({
		properties: { hs_title: 'Q', hs_status: 'APPROVED', hs_expiration_date: '2026-12-31' },
		associations: [],
	});
	expect(quote.properties['hs_expiration_date']).toBe('2026-12-31');
	expect(
		(await crm().products.basicApi.create({ properties: { name: 'Desk', price: '10' }, associations: [] }))
			.properties['price'],
	).toBe('10');
	const to = (associationTypeId: number) => [
		{ to: { id: '101' }, types: [{ associationCategory: Category.HubspotDefined, associationTypeId }] },
	];
	const moment = '2026-11-24T12:00:00.000Z';
	await crm().objects.notes.basicApi.create({
		properties: { hs_timestamp: moment, hs_note_body: 'Paid' },
		associations: to(214),
	});
	await crm().objects.tasks.basicApi.create({
		properties: { hs_timestamp: moment, hs_task_subject: 'Call' },
		associations: to(216),
	});
	const notes = await crm().associations.v4.batchApi.getPage('deals', 'notes', { inputs: [{ id: '101' }] });
	expect(notes.results[0]!.to).toHaveLength(1);
	await expect(
		crm().objects.notes.basicApi.create({ properties: { hs_note_body: 'x' }, associations: [] }),
	).rejects.toMatchObject({ code: 400 });

	const merged = await crm().companies.basicApi.merge({ primaryObjectId: '201', objectIdToMerge: '202' });
	expect(merged.properties['name']).toBe('Acme Ltd.');
	expect((await crm().companies.basicApi.getById('202')).id).toBe(merged.id);
	const companies = await crm().associations.v4.basicApi.getPage('deals', '101', 'companies');
	expect(companies.results.map(({ toObjectId }) => toObjectId)).toEqual([merged.id]);
});

test('signs in by OAuth: consent, token, half an hour, refresh', async () => {
	const redirectUri = 'https://n8n.example/callback';
	const consent = await fetch(
		`${world.client.oauth.getAuthorizationUrl(OAUTH_CLIENT.id, redirectUri, 'oauth crm.objects.deals.read')}&state=s`,
		{ redirect: 'manual' },
	);
	const code = new URL(consent.headers.get('location')!).searchParams.get('code')!;
	const { id, secret } = OAUTH_CLIENT;
	const tokens = await world.client.oauth.tokensApi.create('authorization_code', code, redirectUri, id, secret);
	expect(tokens.expiresIn).toBe(1800);
	world.client.setAccessToken(tokens.accessToken);
	expect((await crm().deals.basicApi.getById('101')).id).toBe('101');
	await expect(crm().companies.basicApi.getById('201')).rejects.toMatchObject({
		code: 403,
		body: { category: 'MISSING_SCOPES' },
	});
	world.clock.advance(1_800_000);
	await expect(crm().deals.basicApi.getById('101')).rejects.toMatchObject({
		code: 401,
		body: { category: 'EXPIRED_AUTHENTICATION' },
	});
	const again = await world.client.oauth.tokensApi.create(
		'refresh_token',
		undefined,
		undefined,
		id,
		secret,
		tokens.refreshToken,
	);
	world.client.setAccessToken(again.accessToken);
	expect((await crm().deals.basicApi.getById('101')).id).toBe('101');
	await expect(
		world.client.oauth.tokensApi.create('refresh_token', undefined, undefined, id, 'wrong', tokens.refreshToken),
	).rejects.toMatchObject({ code: 400 });
});

test('search stays behind writes: the old state is still found until then', async () => {
	await crm().deals.basicApi.update('102', { properties: { dealname: 'Renamed' } });
	const named = async (name: string) => {
		const filters = [{ propertyName: 'dealname', operator: FilterOperatorEnum.Eq, value: name }];
		return (await crm().deals.searchApi.doSearch({ filterGroups: [{ filters }] })).results.map(
			({ properties }) => properties['dealname'],
		);
	};
	expect(await named('renamed')).toEqual([]);
	expect(await named('open')).toEqual(['Open']);
	world.clock.advance(SEARCH_LAG_MS);
	expect(await named('renamed')).toEqual(['Renamed']);
	expect(await named('open')).toEqual([]);
});
