import type { LineSpec } from '../specs.mts';
import type { CustomerName } from './customers.mts';
import { custom, sold } from './lines.mts';
import type { WonDeal } from './won.mts';

function classroomLines(): LineSpec[] {
	return Array.from({ length: 120 }, (_, index) => {
		const room = `Room ${Math.floor(index / 4) + 1}`;
		switch (index % 4) {
			case 0:
				return sold('GTX-100', String(1 + (index % 3)), { percent: '12.5' });
			case 1:
				return sold('CAB-CAT6', `${20 + (index % 31)}.375`);
			case 2:
				return custom(`${room}: wall plates & trunking`, '4', '17.35', { off: '1.35' });
			default:
				return sold('SRV-HOUR', '2.25');
		}
	});
}

/** Deals with nothing wrong, among them everything that is only unusual: names, currencies, discounts, terms. */
export const CLEAN: readonly WonDeal[] = [
	{
		customer: 'pennine',
		name: 'Classrooms 1-30: 120 lines',
		lines: classroomLines(),
		properties: { closed_loop_po_number: 'PCST/2026/0441' },
	},
	{
		customer: 'acme',
		name: 'Acme office refit (internal: push hard)',
		lines: [sold('DSK-OAK', '6', { percent: '10' }), sold('CHR-ERG', '6'), sold('CARRIAGE', '1')],
	},
	{
		customer: 'obrien',
		name: 'Bakery "tills" & back office',
		lines: [sold('GTX-100', '2'), custom('Site survey & cabling <b>plan</b>', '1', '350.00')],
	},
	{
		customer: 'cafe',
		name: 'Café: fibre + wifi',
		lines: [
			sold('CAB-CAT6', '125.375'),
			sold('SRV-HOUR', '3.5'),
			custom('Access point', '2', '118.00', { off: '8.50' }),
		],
	},
	{ customer: 'oldmill', name: 'Kettle line controls', lines: [sold('NRG-SAVE', '4'), sold('SRV-IMPL', '1')] },
	{
		customer: 'zoe',
		name: 'Zoë ☕ first shop 🎉',
		lines: [sold('GTX-200', '1'), sold('SRV-TRAIN', '1')],
		properties: { description: 'First shop' },
	},
	{
		customer: 'noor',
		name: 'عرض ٢٠٢٦',
		lines: [sold('GTX-100', '4', { percent: '5' }), custom('تركيب', '1', '480.00')],
	},
	{ customer: 'backslash', name: 'Edit suites C:\\suites\\2', lines: [sold('GTX-200', '3', { off: '99.00' })] },
	{ customer: 'longname', name: 'Guild hall', lines: [sold('FAB-ACU', '48.125'), sold('SRV-HOUR', '12')] },
	{
		customer: 'ampersand',
		name: 'R&D <phase 1>',
		lines: [sold('SRV-IMPL', '7.5', { percent: '7.5' })],
		properties: { closed_loop_po_number: 'PO <77> & "78"' },
	},
	{
		customer: 'harwood',
		name: 'Case system',
		lines: [sold('LIC-ANN', '14', { term: 'P12M', startsDaysAgo: 10 }), sold('SRV-IMPL', '3')],
		quote: { number: 'Q-20260917-001', state: 'accepted' },
	},
	{
		customer: 'brightwater',
		name: 'Pool plant monitoring',
		lines: [sold('SUP-STD', '3', { term: 'P12M', startsDaysAgo: 5 }), sold('GTX-100', '1')],
	},
	{
		customer: 'peregrine',
		name: 'Depot terminals',
		lines: [sold('GTX-100', '5'), sold('SUP-PREM', '1', { startsDaysAgo: 3 })],
		properties: { closed_loop_payment_terms: '14' },
	},
	{
		customer: 'tanager',
		name: 'Boston lab',
		currency: 'USD',
		lines: [
			sold('GTX-200', '2', { price: '2390.00' }),
			sold('SRV-IMPL', '4', { price: '1210.00', percent: '2.5' }),
		],
		properties: { closed_loop_po_number: 'TR-9921' },
	},
	{
		customer: 'lindqvist',
		name: 'Showroom Göteborg',
		currency: 'EUR',
		lines: [
			sold('DSK-OAK', '8', { price: '705.30', percent: '15' }),
			sold('FAB-ACU', '22.755', { price: '74.90' }),
		],
	},
	{
		customer: 'sakura',
		name: '大阪 計測',
		currency: 'JPY',
		lines: [sold('GTX-100', '3', { price: '232500' }), custom('調整', '1.5', '14333', { percent: '3' })],
	},
	{
		customer: 'gruner',
		name: 'Werkstatt',
		currency: 'EUR',
		lines: [sold('CHR-ERG', '12', { price: '334.50', off: '14.25' }), sold('CARRIAGE', '1', { price: '90.00' })],
		quote: { number: 'Q-2026-DE-7', state: 'signed' },
	},
	{ customer: 'delacroix', name: 'Bureau Lyon', currency: 'EUR', lines: [sold('DSK-OAK', '2', { price: '705.30' })] },
	{
		customer: 'vanderberg',
		name: 'Dock office',
		currency: 'EUR',
		lines: [sold('GTX-200', '2', { price: '2199.00', percent: '33.33' })],
	},
	{ customer: 'moorside', name: 'Reading room', lines: [sold('BOOK-SET', '10'), sold('CHR-ERG', '4')] },
	{
		customer: 'stmary',
		name: 'Hospice day rooms',
		lines: [sold('CHR-ERG', '18', { percent: '20' }), sold('FAB-ACU', '7.333')],
	},
	{
		customer: 'calder',
		name: 'Block C heating',
		lines: [sold('NRG-SAVE', '31', { percent: '4.25' }), sold('SRV-HOUR', '41.75')],
		properties: { closed_loop_payment_terms: 'end of month', closed_loop_po_number: 'CVHA-0099812' },
	},
	{
		customer: 'northgate',
		name: 'Agency seats',
		lines: [sold('LIC-SEAT', '25', { term: 'P12M', startsDaysAgo: 1 })],
	},
	{
		customer: 'endclient',
		billTo: 'agency',
		name: 'Ashdown ICT suite',
		lines: [sold('GTX-100', '10', { percent: '8' })],
	},
	{ customer: 'kelpie', throughContact: true, name: 'Ferry bar (web form)', lines: [sold('CHR-ERG', '2')] },
	{
		customer: 'windle',
		name: 'Plant network',
		lines: [sold('CAB-CAT6', '1000', { percent: '1.5' }), sold('SRV-HOUR', '16')],
		quote: { number: 'Q-4410', state: 'published' },
	},
	{
		customer: 'riverbank',
		name: 'Studio B renewal',
		pipeline: 'renewals',
		lines: [sold('SUP-PREM', '1', { term: 'P1Y', startsDaysAgo: 12 })],
	},
	{
		customer: 'harwood',
		name: 'Seats renewal',
		pipeline: 'renewals',
		lines: [sold('LIC-SEAT', '14', { startsDaysAgo: 9 })],
	},
	{
		customer: 'hillcrest',
		name: 'Glasshouse sensors',
		lines: [custom('Sensor mast, 3 m', '7', '84.995'), custom('Gateway', '1', '412.00')],
	},
	{ customer: 'forge', name: 'Forge kiosk', lines: [sold('GTX-100', '1', { off: '0.01' })] },
	{
		customer: 'twin',
		name: 'Two tills',
		lines: [sold('GTX-100', '2'), sold('SUP-STD', '2', { term: 'P24M', startsDaysAgo: 20 })],
	},
];

/** Everyday deals, each with nothing wrong: customer, name, product, quantity, discount in percent. */
export const EVERYDAY: ReadonlyArray<readonly [CustomerName, string, string, string, string?]> = [
	['quayside', 'Surgery 2', 'GTX-100', '2'],
	['windle', 'Spares', 'CHR-ERG', '3', '5'],
	['riverbank', 'Edit desk', 'DSK-OAK', '1'],
	['calder', 'Office chairs', 'CHR-ERG', '11', '12'],
	['moorside', 'Handbooks', 'BOOK-SET', '25'],
	['acme', 'Top-up cable', 'CAB-CAT6', '310.5'],
	['ludlow', 'Dairy office', 'GTX-100', '1'],
	['saltaire', 'Press room', 'GTX-200', '2', '3'],
	['kelpie', 'Ticket office', 'GTX-100', '3'],
	['thornbury', 'Kiln controls', 'NRG-SAVE', '2'],
	['juniper', 'Bar refit', 'FAB-ACU', '18.4'],
	['osprey', 'Flight planning', 'GTX-200', '1'],
	['marlowe', 'Box office', 'GTX-100', '2', '10'],
	['bevan', 'Gait lab', 'SRV-IMPL', '2'],
	['fenland', 'Pump telemetry', 'SRV-HOUR', '21.25'],
	['rosehip', 'Shop till', 'GTX-100', '1'],
	['gantry', 'Warehouse wifi', 'SRV-HOUR', '9'],
	['wold', 'Workshop', 'DSK-OAK', '2', '7'],
	['brightwater', 'Gym corner', 'CHR-ERG', '2'],
	['pennine', 'Staff training', 'SRV-TRAIN', '6'],
	['hillcrest', 'Shop training', 'SRV-TRAIN', '1'],
	['harwood', 'Boardroom', 'DSK-OAK', '4', '2.5'],
	['kelpie', 'Pier cabling', 'CAB-CAT6', '88.125'],
	['saltaire', 'Second shift', 'CHR-ERG', '8'],
	['osprey', 'Training', 'SRV-TRAIN', '2'],
	['fenland', 'Control desk', 'DSK-OAK', '1', '15'],
	['thornbury', 'Showroom', 'FAB-ACU', '31.75'],
];
