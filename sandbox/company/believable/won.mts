import type { DealSpec, LineSpec } from '../builder.mts';
import { custom, sold } from './lines.mts';
import type { CustomerName } from './customers.mts';

/** A won deal since Bill From, apart from the day it was won, which follows from its place in the list. */
export type WonDeal = Omit<DealSpec, 'customer' | 'closed'> & {
	customer: CustomerName | null;
	/** Another company, labelled as the one to bill. */
	billTo?: CustomerName;
	/** The deal has only a contact; the company is the contact's. */
	throughContact?: boolean;
};

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
const CLEAN: readonly WonDeal[] = [
	{ customer: 'pennine', name: 'Classrooms 1-30: 120 lines', lines: classroomLines(), properties: { closed_loop_po_number: 'PCST/2026/0441' } },
	{ customer: 'acme', name: 'Acme office refit (internal: push hard)', lines: [sold('DSK-OAK', '6', { percent: '10' }), sold('CHR-ERG', '6'), sold('CARRIAGE', '1')] },
	{ customer: 'obrien', name: 'Bakery "tills" & back office', lines: [sold('GTX-100', '2'), custom('Site survey & cabling <b>plan</b>', '1', '350.00')] },
	{ customer: 'cafe', name: 'Café: fibre + wifi', lines: [sold('CAB-CAT6', '125.375'), sold('SRV-HOUR', '3.5'), custom('Access point', '2', '118.00', { off: '8.50' })] },
	{ customer: 'oldmill', name: 'Kettle line controls', lines: [sold('NRG-SAVE', '4'), sold('SRV-IMPL', '1')] },
	{ customer: 'zoe', name: 'Zoë ☕ first shop 🎉', lines: [sold('GTX-200', '1'), sold('SRV-TRAIN', '1')], properties: { description: 'First shop' } },
	{ customer: 'noor', name: 'عرض ٢٠٢٦', lines: [sold('GTX-100', '4', { percent: '5' }), custom('تركيب', '1', '480.00')] },
	{ customer: 'backslash', name: 'Edit suites C:\\suites\\2', lines: [sold('GTX-200', '3', { off: '99.00' })] },
	{ customer: 'longname', name: 'Guild hall', lines: [sold('FAB-ACU', '48.125'), sold('SRV-HOUR', '12')] },
	{ customer: 'ampersand', name: 'R&D <phase 1>', lines: [sold('SRV-IMPL', '7.5', { percent: '7.5' })], properties: { closed_loop_po_number: 'PO <77> & "78"' } },
	{ customer: 'harwood', name: 'Case system', lines: [sold('LIC-ANN', '14', { term: 'P12M', startsDaysAgo: 10 }), sold('SRV-IMPL', '3')], quote: { number: 'Q-20260917-001', state: 'accepted' } },
	{ customer: 'brightwater', name: 'Pool plant monitoring', lines: [sold('SUP-STD', '3', { term: 'P12M', startsDaysAgo: 5 }), sold('GTX-100', '1')] },
	{ customer: 'peregrine', name: 'Depot terminals', lines: [sold('GTX-100', '5'), sold('SUP-PREM', '1', { startsDaysAgo: 3 })], properties: { closed_loop_payment_terms: '14' } },
	{ customer: 'tanager', name: 'Boston lab', currency: 'USD', lines: [sold('GTX-200', '2', { price: '2390.00' }), sold('SRV-IMPL', '4', { price: '1210.00', percent: '2.5' })], properties: { closed_loop_po_number: 'TR-9921' } },
	{ customer: 'lindqvist', name: 'Showroom Göteborg', currency: 'EUR', lines: [sold('DSK-OAK', '8', { price: '705.30', percent: '15' }), sold('FAB-ACU', '22.755', { price: '74.90' })] },
	{ customer: 'sakura', name: '大阪 計測', currency: 'JPY', lines: [sold('GTX-100', '3', { price: '232500' }), custom('調整', '1.5', '14333', { percent: '3' })] },
	{ customer: 'gruner', name: 'Werkstatt', currency: 'EUR', lines: [sold('CHR-ERG', '12', { price: '334.50', off: '14.25' }), sold('CARRIAGE', '1', { price: '90.00' })], quote: { number: 'Q-2026-DE-7', state: 'signed' } },
	{ customer: 'delacroix', name: 'Bureau Lyon', currency: 'EUR', lines: [sold('DSK-OAK', '2', { price: '705.30' })] },
	{ customer: 'vanderberg', name: 'Dock office', currency: 'EUR', lines: [sold('GTX-200', '2', { price: '2199.00', percent: '33.33' })] },
	{ customer: 'moorside', name: 'Reading room', lines: [sold('BOOK-SET', '10'), sold('CHR-ERG', '4')] },
	{ customer: 'stmary', name: 'Hospice day rooms', lines: [sold('CHR-ERG', '18', { percent: '20' }), sold('FAB-ACU', '7.333')] },
	{ customer: 'calder', name: 'Block C heating', lines: [sold('NRG-SAVE', '31', { percent: '4.25' }), sold('SRV-HOUR', '41.75')], properties: { closed_loop_payment_terms: 'end of month', closed_loop_po_number: 'CVHA-0099812' } },
	{ customer: 'northgate', name: 'Agency seats', lines: [sold('LIC-SEAT', '25', { term: 'P12M', startsDaysAgo: 1 })] },
	{ customer: 'endclient', billTo: 'agency', name: 'Ashdown ICT suite', lines: [sold('GTX-100', '10', { percent: '8' })] },
	{ customer: 'kelpie', throughContact: true, name: 'Ferry bar (web form)', lines: [sold('CHR-ERG', '2')] },
	{ customer: 'windle', name: 'Plant network', lines: [sold('CAB-CAT6', '1000', { percent: '1.5' }), sold('SRV-HOUR', '16')], quote: { number: 'Q-4410', state: 'published' } },
	{ customer: 'riverbank', name: 'Studio B renewal', pipeline: 'renewals', lines: [sold('SUP-PREM', '1', { term: 'P1Y', startsDaysAgo: 12 })] },
	{ customer: 'harwood', name: 'Seats renewal', pipeline: 'renewals', lines: [sold('LIC-SEAT', '14', { startsDaysAgo: 9 })] },
	{ customer: 'hillcrest', name: 'Glasshouse sensors', lines: [custom('Sensor mast, 3 m', '7', '84.995'), custom('Gateway', '1', '412.00')] },
	{ customer: 'forge', name: 'Forge kiosk', lines: [sold('GTX-100', '1', { off: '0.01' })] },
	{ customer: 'twin', name: 'Two tills', lines: [sold('GTX-100', '2'), sold('SUP-STD', '2', { term: 'P24M', startsDaysAgo: 20 })] },
];

/** Everyday deals, each with nothing wrong: customer, name, product, quantity, discount in percent. */
const EVERYDAY: ReadonlyArray<readonly [CustomerName, string, string, string, string?]> = [
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

const FLAWED: readonly WonDeal[] = [
	// No company: 3.
	{ customer: null, name: 'Web form: please call back', lines: [sold('SRV-HOUR', '2')] },
	{ customer: null, name: 'Trade show lead 114', lines: [sold('GTX-100', '1')] },
	{ customer: null, name: 'Walk-in, paid deposit', amount: '240.00' },
	// Billed by hand with the same total: 3. The invoices stand in the ledger.
	{ customer: 'larkspur', name: 'Larkspur reception', lines: [sold('DSK-OAK', '2'), sold('CHR-ERG', '4')] },
	{ customer: 'kestrel', name: 'Kestrel saw room', lines: [sold('NRG-SAVE', '3'), sold('SRV-HOUR', '6')] },
	{ customer: 'oakapple', name: 'Oakapple till', lines: [sold('GTX-100', '1'), sold('SRV-TRAIN', '1')] },
	// Imported: 2.
	{ customer: 'importedOne', name: 'Holm looms (from the old CRM)', lines: [sold('GTX-100', '2')], properties: { hs_object_source: 'IMPORT' } },
	{ customer: 'importedTwo', name: 'Wharfedale cellar (from the old CRM)', amount: '5200', properties: { hs_object_source: 'IMPORT' } },
	// Nothing to bill: 1.
	{ customer: 'gift', name: 'Charity gift', lines: [sold('GTX-100', '1', { percent: '100' })] },
	// No lines: 10.
	{ customer: 'acme', name: 'Acme fixed price works', amount: '1850.00', properties: { description: 'Network refresh, ground floor, fixed price' } },
	{ customer: 'windle', name: 'Retainer Q3', amount: '3000' },
	{ customer: 'riverbank', name: 'Stage hire', amount: '999.99' },
	{ customer: 'calder', name: 'Survey of 12 blocks', amount: '14400', properties: { closed_loop_po_number: 'CVHA-0100233' } },
	{ customer: 'peregrine', name: 'Call-out', amount: '187.50' },
	{ customer: 'ludlow', name: 'Small works', amount: '640' },
	{ customer: 'lindqvist', name: 'Design fee', currency: 'EUR', amount: '2750.00' },
	{ customer: 'tanager', name: 'Workshop in Boston', currency: 'USD', amount: '6400' },
	{ customer: 'pennine', name: 'Summer works', amount: '23890.40', quote: { number: 'Q-20260802-004', state: 'accepted', amount: '23890.40' } },
	{ customer: 'gantry', name: 'As discussed with Ben', amount: '412.10' },
	// SKU unknown or drifted: 5.
	{ customer: 'osprey', name: 'Pro bundle', lines: [sold('GTXPro', '2'), sold('SRV-TRAIN', '1')] },
	{ customer: 'bevan', name: 'Monitors', lines: [sold('MON-27-4K', '4', { percent: '5' })] },
	{ customer: 'twin', name: 'Audit', lines: [sold('SRV-AUDIT-26', '1'), sold('CAB-CAT6', '50.5')] },
	{ customer: 'marlowe', name: 'Lighting desk', lines: [sold('GTXPro', '1'), sold('MON-27-4K', '2')] },
	{ customer: 'hillcrest', name: 'Potting shed', lines: [custom('Bench, galvanised', '3', '210.00', { sku: 'BN-GALV/3' }), sold('CHR-ERG', '1')] },
	// The amount or a quote contradicts the lines: 5.
	{ customer: 'quayside', name: 'Surgery 3', lines: [sold('GTX-100', '2')], amount: '2999.00' },
	{ customer: 'forge', name: 'Second kiosk', lines: [sold('GTX-200', '1'), sold('CARRIAGE', '1')], amount: '1750' },
	{ customer: 'juniper', name: 'Terrace', lines: [sold('FAB-ACU', '12')], amount: '1000' },
	{ customer: 'wold', name: 'Fit-out', lines: [sold('DSK-OAK', '3'), sold('CHR-ERG', '3')], quote: { number: 'Q-5120', state: 'accepted', amount: '2500.00' } },
	{ customer: 'rosehip', name: 'Second shop', lines: [sold('GTX-100', '2')], quote: { number: 'Q-5127', state: 'published', amount: '2260.00' } },
	// No billing email: 5.
	{ customer: 'buyerOnly1', name: 'Framing bench', lines: [sold('DSK-OAK', '1')] },
	{ customer: 'buyerOnly2', name: 'Print server', lines: [sold('GTX-200', '1')] },
	{ customer: 'buyerOnly3', name: 'Treatment rooms', lines: [sold('CHR-ERG', '5')] },
	{ customer: 'noEmail1', name: 'Village hall', lines: [sold('FAB-ACU', '15.25')] },
	{ customer: 'noEmail2', name: 'Yard office', lines: [sold('GTX-100', '1')] },
	// Unknown country: 3.
	{ customer: 'nowhere1', name: 'Boat office', lines: [sold('GTX-100', '1')] },
	{ customer: 'nowhere2', name: 'Bridge displays', lines: [sold('GTX-200', '2')] },
	{ customer: 'nowhere3', name: 'Remote kit', lines: [sold('CHR-ERG', '6'), sold('CARRIAGE', '6')] },
	// Foreign, without a tax default in the ledger: 5.
	{ customer: 'abroad1', name: 'Oifig nua', currency: 'EUR', lines: [sold('GTX-100', '2', { price: '1449.00' })] },
	{ customer: 'abroad2', name: 'Atelier', currency: 'EUR', lines: [sold('DSK-OAK', '2', { price: '705.30', percent: '5' })] },
	{ customer: 'abroad3', name: 'Portland bench', currency: 'USD', lines: [sold('GTX-200', '1', { price: '2390.00' }), sold('BOOK-SET', '2', { price: '31.00' })] },
	{ customer: 'abroad4', name: 'Messraum', currency: 'EUR', lines: [sold('SRV-IMPL', '2', { price: '1100.00' })] },
	{ customer: 'abroad5', name: 'Taller 2', currency: 'EUR', lines: [sold('CHR-ERG', '4', { price: '334.50' })] },
];

/** The won deals since Bill From, shuffled by a fixed step so that flaws stand among the others. */
export function wonDeals(): WonDeal[] {
	const everyday = EVERYDAY.map(([customer, name, sku, quantity, percent]): WonDeal => ({
		customer,
		name,
		lines: [sold(sku, quantity, percent === undefined ? {} : { percent })],
	}));
	const all = [...CLEAN, ...everyday, ...FLAWED];
	const step = 37;
	return all.map((_, index) => all[(index * step) % all.length] as WonDeal);
}
