import { checkVersion, type App, type Route } from '../app.mts';
import type { Account, Pipeline } from '../account.mts';
import { requireScope } from '../auth.mts';
import { invalid, notFound } from '../errors.mts';
import { exchangeRate } from '../money.mts';

const EPOCH = new Date(0).toISOString();

/** What an account is set up with: pipelines, owners, currencies, tax rates and the account itself (apis/hubspot.md 4.2, 4.5, 4.6). */
export function addSettingsRoutes(app: App): void {
	app.get('/crm/pipelines/:version/:type', (c) => c.json({ results: pipelines(c).map(showPipeline) }));

	app.get('/crm/pipelines/:version/:type/:id', (c) => c.json(showPipeline(pipeline(c))));

	app.get('/crm/pipelines/:version/:type/:id/stages', (c) =>
		c.json({ results: showPipeline(pipeline(c))['stages'] }),
	);

	app.get('/crm/owners/:version', (c) => {
		checkVersion(c, 'v3');
		requireScope(c.get('token'), 'crm.objects.owners.read');
		const limit = Number(c.req.query('limit') ?? 100);
		if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw invalid('limit must be between 1 and 500');
		const archived = c.req.query('archived') === 'true';
		const email = c.req.query('email')?.toLowerCase();
		const all = c
			.get('account')
			.file.owners.filter((owner) => (owner.archived ?? false) === archived)
			.filter((owner) => email === undefined || owner.email.toLowerCase() === email);
		const start = Number(c.req.query('after') ?? 0);
		const page = all.slice(start, start + limit);
		const more = start + limit < all.length ? { paging: { next: { after: String(start + limit), link: '' } } } : {};
		return c.json({ results: page.map(showOwner), ...more });
	});

	app.get('/crm/owners/:version/:id', (c) => {
		checkVersion(c, 'v3');
		requireScope(c.get('token'), 'crm.objects.owners.read');
		const id = c.req.param('id');
		const archived = c.req.query('archived') === 'true';
		const found = c
			.get('account')
			.file.owners.find((owner) => owner.id === id && (owner.archived ?? false) === archived);
		if (!found) throw notFound();
		return c.json(showOwner(found));
	});

	app.get('/account-info/:version/details', (c) => {
		checkVersion(c, 'v3');
		return c.json(details(c.get('account')));
	});

	app.get('/settings/currencies/:version/company-currency', (c) => {
		const account = currencies(c);
		return c.json({
			id: '1',
			currencyCode: account.file.account.companyCurrency,
			currencyName: '',
			createdAt: EPOCH,
			updatedAt: EPOCH,
		});
	});

	app.get('/settings/currencies/:version/exchange-rates/current', (c) => {
		const account = currencies(c);
		const to = account.file.account.companyCurrency;
		const results = account.currencies.slice(1).map((from, index) => ({
			id: String(index + 1),
			fromCurrencyCode: from,
			toCurrencyCode: to,
			conversionRate: exchangeRate(from, to).toNumber(),
			effectiveAt: EPOCH,
			visibleInUI: true,
			createdAt: EPOCH,
			updatedAt: EPOCH,
		}));
		return c.json({ results });
	});

	app.get('/tax-rates/:version/tax-rates', (c) => {
		checkVersion(c, 'v1');
		requireScope(c.get('token'), 'tax_rates.read');
		const active = c.req.query('active');
		const rates = c.get('account').file.tax_rates ?? [];
		const results = rates
			.map((rate) => ({ active: true, createdAt: EPOCH, updatedAt: EPOCH, ...rate }))
			.filter((rate) => active === undefined || String(rate.active) === active);
		return c.json({ results });
	});
}

function currencies(c: Route): Account {
	checkVersion(c);
	requireScope(c.get('token'), 'settings.currencies.read');
	return c.get('account');
}

function pipelines(c: Route): Pipeline[] {
	checkVersion(c, 'v3');
	const type = c.req.param('type') ?? '';
	requireScope(c.get('token'), 'crm.objects.deals.read', 'crm.schemas.deals.read');
	return ['deals', 'deal', '0-3'].includes(type) ? c.get('account').pipelines : [];
}

function pipeline(c: Route): Pipeline {
	const found = pipelines(c).find(({ id }) => id === c.req.param('id'));
	if (!found) throw notFound();
	return found;
}

function showPipeline({ id, label, displayOrder, stages }: Pipeline): Record<string, unknown> {
	const frame = { archived: false, createdAt: EPOCH, updatedAt: EPOCH };
	const shown = stages.map(({ metadata, ...stage }) => ({
		id: stage.id,
		label: stage.label,
		displayOrder: stage.displayOrder,
		metadata,
		writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
		...frame,
	}));
	return { id, label, displayOrder, stages: shown, ...frame };
}

function showOwner(owner: Account['file']['owners'][number]): Record<string, unknown> {
	const userId = Number(owner.id) || 1;
	return {
		id: owner.id,
		email: owner.email,
		type: 'PERSON',
		firstName: owner.firstName,
		lastName: owner.lastName,
		...(owner.archived ? {} : { userId }),
		userIdIncludingInactive: userId,
		teams: [],
		archived: owner.archived ?? false,
		createdAt: EPOCH,
		updatedAt: EPOCH,
	};
}

function details({ file, portalId, clock }: Account): Record<string, unknown> {
	const { account } = file;
	const offset = offsetMinutes(account.timeZone, clock.now());
	const sign = offset < 0 ? '-' : '+';
	const pad = (value: number): string => String(Math.abs(value)).padStart(2, '0');
	return {
		portalId,
		accountType: account.accountType ?? 'STANDARD',
		timeZone: account.timeZone,
		companyCurrency: account.companyCurrency,
		additionalCurrencies: account.additionalCurrencies ?? [],
		utcOffset: `${sign}${pad(Math.trunc(offset / 60))}:${pad(offset % 60)}`,
		utcOffsetMilliseconds: offset * 60_000,
		uiDomain: account.uiDomain ?? 'app.hubspot.com',
		dataHostingLocation: 'na1',
	};
}

function offsetMinutes(timeZone: string, at: number): number {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
	const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
	const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
	return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}
