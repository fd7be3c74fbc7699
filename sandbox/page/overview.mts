import type { HubSpotRecord, LedgerName, SimulatedSystem } from '../core/types.mts';
import type { HubSpotSystem } from '../hubspot/hubspot.mts';
import { moment, type ShownInvoice } from './ledgers/shown.mts';
import { shownLedgers } from './ledgers/ledgers.mts';

/** What the overview is drawn from. */
export interface PageSource {
	name: string;
	hubspot: HubSpotSystem;
	ledgers: readonly SimulatedSystem[];
}

export interface ShownLine {
	id: string;
	text: string;
	quantity: string;
	price: string;
	amount: string;
}

export interface ShownDeal {
	id: string;
	name: string;
	customer: string;
	companyId: string;
	amount: string;
	currency: string;
	closed: string;
	status: string;
	reason: string;
	todo: string;
	answer: string;
	invoice: string;
	lines: ShownLine[];
}

export interface ShownStage {
	id: string;
	title: string;
	won: boolean;
	total: number;
	/** The most recently changed ones. */
	deals: ShownDeal[];
}

export interface Overview {
	name: string;
	stages: ShownStage[];
	invoices: ShownInvoice[];
	invoicesTotal: number;
}

/** Deals that one stage, and invoices that the other side, show at most. */
const MOST_DEALS = 60;
const MOST_INVOICES = 120;

/** Both sides of the company as the page shows them, newest changes first, won stages before the others. */
export function overview({ name, hubspot, ledgers }: PageSource): Overview {
	const invoices = ledgers.flatMap((system) =>
		shownLedgers[system.name as LedgerName].invoices(system).map(withFittingActions),
	);
	invoices.sort((a, b) => b.changed - a.changed);
	return {
		name,
		stages: stages(hubspot),
		invoices: invoices.slice(0, MOST_INVOICES),
		invoicesTotal: invoices.length,
	};
}

/** Leaves out receiving what is not due, and deleting a payment that was never made. */
function withFittingActions(invoice: ShownInvoice): ShownInvoice {
	const needs: Record<string, string> = {
		payInvoice: invoice.due,
		creditInvoice: invoice.due,
		unpayInvoice: invoice.paid,
	};
	return { ...invoice, actions: invoice.actions.filter(([name]) => Number(needs[name] ?? 1) !== 0) };
}

function stages(hubspot: HubSpotSystem): ShownStage[] {
	const byStage = new Map<string, HubSpotRecord[]>();
	for (const deal of hubspot.records('deals')) {
		const stage = deal.properties['dealstage'] ?? '';
		byStage.set(stage, [...(byStage.get(stage) ?? []), deal]);
	}
	const pipelines = hubspot.pipelines();
	const shown = pipelines.flatMap((pipeline) =>
		pipeline.stages.map(({ id, label, metadata }): ShownStage => {
			const deals = byStage.get(id) ?? [];
			deals.sort((a, b) => moment(b.updatedAt) - moment(a.updatedAt));
			return {
				id,
				title: pipelines.length > 1 ? `${pipeline.label} · ${label}` : label,
				won: metadata.isClosed === 'true' && Number(metadata.probability) === 1,
				total: deals.length,
				deals: deals.slice(0, MOST_DEALS).map((deal) => showDeal(hubspot, deal)),
			};
		}),
	);
	return shown.filter(({ total }) => total > 0).sort((a, b) => Number(b.won) - Number(a.won));
}

function showDeal(hubspot: HubSpotSystem, deal: HubSpotRecord): ShownDeal {
	const { properties, associations } = deal;
	const own = (field: string): string => properties[`closed_loop_${field}`] ?? '';
	const shown = (field: string): string => hubspot.shownValue('deals', `closed_loop_${field}`, own(field));
	const [company] = (associations?.['companies'] ?? []).map((end) => (typeof end === 'string' ? end : end.id));
	const lineIds = (associations?.['line_items'] ?? []).map((end) => (typeof end === 'string' ? end : end.id));
	return {
		id: deal.id,
		name: properties['dealname'] ?? '',
		customer: company === undefined ? '' : (hubspot.record('companies', company)?.properties['name'] ?? ''),
		companyId: company ?? '',
		amount: properties['amount'] ?? '',
		currency: properties['deal_currency_code'] || hubspot.companyCurrency,
		closed: (properties['closedate'] ?? '').slice(0, 10),
		status: shown('billing_status'),
		reason: own('billing_reason'),
		todo: own('billing_todo'),
		answer: shown('billing_answer'),
		invoice: own('invoice_number') || (own('invoice_id') && 'without a number yet'),
		lines: lineIds.flatMap((id) => {
			const line = hubspot.record('line_items', id)?.properties;
			if (!line) return [];
			const values = {
				quantity: line['quantity'] ?? '1',
				price: line['price'] ?? '',
				amount: line['amount'] ?? '',
			};
			return [{ id, text: [line['hs_sku'], line['name']].filter(Boolean).join(' · '), ...values }];
		}),
	};
}
