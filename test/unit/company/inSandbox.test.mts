import { Invoice } from 'xero-node';
import { BILLED_PIPELINES, believableCompany, billFrom } from '../../../sandbox/company/believable.mts';
import { defaultToken } from '../../../sandbox/hubspot/auth.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { compareInvoices } from '../../e2e/oracle/compare.mts';
import { expected, type Expectation } from '../../e2e/oracle/oracle.mts';
import { documentOf } from '../../e2e/read/xero.mts';

const NOW = new Date();
const company = believableCompany({ now: NOW });
const expectations = expected(company, { billFrom: billFrom(NOW), pipelines: BILLED_PIPELINES, now: NOW });
const drafts = expectations.filter(({ outcome }) => outcome === 'draft');
const before = new Set(company.xero.Invoices.map(({ InvoiceID }) => String(InvoiceID)));
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ company, limits: 'off', listen: false });
});
afterAll(() => sandbox.close());

async function call<T>(url: string, headers: Record<string, string>, method = 'GET', body?: unknown): Promise<T> {
	const request = new Request(url, {
		method,
		headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	const response = await sandbox.fetch(request);
	if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
	return (await response.json()) as T;
}

function xero<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
	const headers = {
		authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
		'xero-tenant-id': String(company.xero.Organisation.OrganisationID),
	};
	return call(`https://api.xero.com/api.xro/2.0${path}`, headers, method, body);
}

/** The invoice a person would type who knows the rules: straight from the expectation. */
function typedByHand({ lines, reference, currency, dealId, key }: Expectation, contactId: string) {
	return {
		Type: 'ACCREC',
		Status: 'DRAFT',
		Contact: { ContactID: contactId },
		Reference: reference,
		CurrencyCode: currency,
		Url: `https://app.hubspot.com/contacts/1/record/0-3/${dealId}#${key}~1`,
		LineItems: lines.map((line) => ({
			Description: line.description,
			Quantity: Number(line.quantity),
			UnitAmount: Number(line.unitAmount),
			AccountCode: line.accountCode,
			TaxType: line.taxType ?? 'NONE',
			...(line.itemCode === null ? {} : { ItemCode: line.itemCode }),
			...(line.discount === '0' ? {} : { DiscountAmount: Number(line.discount) }),
		})),
	};
}

/** xero-node's property names: the wire's with a small first letter. */
function asClient(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asClient);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name.charAt(0).toLowerCase() + name.slice(1), asClient(inner)]),
	);
}

it('HubSpot shows on every line the amount the oracle promises', async () => {
	const linesOf = new Map(
		company.hubspot.deals.map(({ id, associations }) => [id, (associations?.line_items ?? []).map(String)]),
	);
	const inputs = drafts.flatMap(({ dealId }) => linesOf.get(dealId) ?? []);
	const shown = new Map<string, number>();
	for (let from = 0; from < inputs.length; from += 100) {
		const body = { inputs: inputs.slice(from, from + 100).map((id) => ({ id })), properties: ['amount'] };
		const headers = { authorization: `Bearer ${defaultToken(company.hubspot.account.portalId)}` };
		const answer = await call<{ results: Array<{ id: string; properties: { amount: string } }> }>(
			'https://api.hubapi.com/crm/objects/2026-09/line_items/batch/read',
			headers,
			'POST',
			body,
		);
		for (const { id, properties } of answer.results) shown.set(id, Number(properties.amount));
	}
	const differing = drafts.filter(({ dealId, lines, checks }) => {
		const amounts = (linesOf.get(dealId) ?? []).map((id) => shown.get(id));
		return !checks.includes('no_lines') && amounts.join() !== lines.map(({ net }) => Number(net)).join();
	});
	expect(shown.size).toBeGreaterThan(200);
	expect(differing).toEqual([]);
});

it('Xero reckons every expected invoice to the same cent', async () => {
	const made = new Map<string, string>();
	const invoices: unknown[] = [];
	for (const draft of drafts) {
		const { existing, companyId, name } = draft.customer ?? { existing: null, companyId: '', name: '' };
		let contactId = existing ?? made.get(companyId);
		if (contactId === undefined) {
			const answer = await xero<{ Contacts: Array<{ ContactID: string }> }>('/Contacts', 'PUT', {
				Contacts: [{ Name: name }],
			});
			contactId = answer.Contacts[0]?.ContactID ?? '';
			made.set(companyId, contactId);
		}
		invoices.push(typedByHand(draft, contactId));
	}
	await xero('/Invoices?summarizeErrors=false&unitdp=4', 'PUT', { Invoices: invoices });
	const { Invoices } = await xero<{ Invoices: unknown[] }>('/Invoices?page=1&pageSize=1000&unitdp=4');
	expect(compareInvoices(expectations, (asClient(Invoices) as Invoice[]).map(documentOf), before)).toEqual([]);
});
