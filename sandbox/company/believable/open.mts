import type { DealSpec } from '../specs.mts';
import type { CustomerName } from './customers.mts';
import { custom, sold } from './lines.mts';

/** A deal that is still open. `closed` is the day it is expected to close (negative: ahead). */
export type OpenDeal = Omit<DealSpec, 'customer'> & { customer: CustomerName | null };

/** Waiting for a signature: each becomes a special case on the day somebody wins it. */
export const READY_TO_WIN: readonly OpenDeal[] = [
	{ customer: 'acme', closed: -3, name: 'Acme second floor', lines: [sold('DSK-OAK', '4'), sold('CHR-ERG', '4')] },
	{
		customer: 'osprey',
		closed: -5,
		name: 'Drone seats',
		lines: [sold('LIC-SEAT', '8', { term: 'P12M', startsDaysAgo: -30 })],
	},
	{
		customer: 'harrogate',
		closed: -1,
		name: 'Tea counter (a near name stands in the ledger)',
		lines: [sold('GTX-100', '1')],
	},
	{ customer: 'doubled', closed: -1, name: 'Course room (twice in the ledger)', lines: [sold('CHR-ERG', '12')] },
	{ customer: 'archivedOnly', closed: -4, name: 'Garage (archived in the ledger)', lines: [sold('GTX-100', '1')] },
	{
		customer: 'zurich',
		closed: -8,
		name: 'Uhrenwerk (francs)',
		currency: 'CHF',
		lines: [sold('GTX-200', '1', { price: '2050.00' })],
	},
	{
		customer: 'windle',
		closed: -2,
		name: 'Return of unused desks (negative)',
		lines: [custom('Desks taken back', '2', '0', { off: '500.00' })],
	},
	{ customer: 'riverbank', closed: -2, name: 'Price to be agreed (empty)', amount: null },
	{
		customer: 'calder',
		closed: -6,
		name: 'Volume licences (tiered)',
		lines: [
			sold('LIC-SEAT', '140', {
				startsDaysAgo: -6,
				properties: {
					hs_pricing_model: 'graduated',
					hs_tier_ranges: '[{"start":0,"end":99},{"start":100}]',
					hs_tier_prices: '[{"index":0,"price":18.5},{"index":1,"price":15}]',
				},
			}),
		],
	},
	{
		customer: 'harwood',
		closed: -7,
		name: 'Support, start open (undated)',
		lines: [
			sold('SUP-STD', '2', {
				properties: {
					hs_billing_start_delay_type: 'hs_billing_start_delay_months',
					hs_billing_start_delay_months: '2',
				},
			}),
		],
	},
	{
		customer: 'moorside',
		closed: -3,
		name: 'Old workstation (not sold any more)',
		lines: [custom('Workstation of 2019', '1', '399.00', { sku: 'OLD-100' })],
	},
	{
		customer: 'peregrine',
		closed: -9,
		name: 'Depot 2, not before next month',
		lines: [sold('GTX-100', '2')],
		properties: { closed_loop_invoice_on: 'next-month' },
	},
	{
		customer: 'saltaire',
		closed: -3,
		name: 'Labels (tax differs)',
		lines: [sold('SRV-HOUR', '3', { properties: { hs_tax_rate_group_id: '902' } })],
	},
	{
		customer: 'lindqvist',
		closed: -5,
		name: 'Order in pounds (other currency)',
		currency: 'GBP',
		lines: [sold('FAB-ACU', '9')],
	},
	{ customer: 'gantry', closed: -2, name: 'Screws by the thousand', lines: [custom('Screw M3', '12500', '0.01234')] },
];

/** Earlier in the funnel. */
export const IN_THE_FUNNEL: readonly OpenDeal[] = [
	{ customer: 'wold', closed: -30, stage: 'presentationscheduled', name: 'Test track', amount: '8000' },
	{
		customer: 'thornbury',
		closed: -45,
		stage: 'qualifiedtobuy',
		name: 'Gallery',
		amount: '3500',
		quote: { number: 'Q-6001', state: 'draft', amount: '3500' },
	},
	{
		customer: 'tanager',
		closed: -60,
		stage: 'appointmentscheduled',
		name: 'Lab 2',
		currency: 'USD',
		amount: '18000',
	},
	{
		customer: 'brightwater',
		closed: -20,
		stage: '3590200041',
		pipeline: 'renewals',
		name: 'Monitoring renewal',
		lines: [sold('SUP-STD', '3', { startsDaysAgo: -20 })],
	},
	{ customer: null, closed: -14, stage: 'appointmentscheduled', name: 'Unknown caller', amount: '' },
];
