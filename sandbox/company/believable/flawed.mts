import { custom, sold } from './lines.mts';
import type { WonDeal } from './won.mts';

/** Deals with one thing wrong each, in the usual mix. */
export const FLAWED: readonly WonDeal[] = [
	// No company: 3.
	{ customer: null, stranger: true, name: 'Web form: please call back', lines: [sold('SRV-HOUR', '2')] },
	{ customer: null, name: 'Trade show lead 114', lines: [sold('GTX-100', '1')] },
	{ customer: null, name: 'Walk-in, paid deposit', amount: '240.00' },
	// Billed by hand with the same total: 3. The invoices stand in the ledger.
	{
		customer: 'larkspur',
		billedByHand: 'AUTHORISED',
		name: 'Larkspur reception',
		lines: [sold('DSK-OAK', '2'), sold('CHR-ERG', '4')],
	},
	{
		customer: 'kestrel',
		billedByHand: 'AUTHORISED',
		name: 'Kestrel saw room',
		lines: [sold('NRG-SAVE', '3'), sold('SRV-HOUR', '6')],
	},
	{
		customer: 'oakapple',
		billedByHand: 'PAID',
		name: 'Oakapple till',
		lines: [sold('GTX-100', '1'), sold('SRV-TRAIN', '1')],
	},
	// Imported: 2.
	{
		customer: 'importedOne',
		name: 'Holm looms (from the old CRM)',
		lines: [sold('GTX-100', '2')],
		properties: { hs_object_source: 'IMPORT' },
	},
	{
		customer: 'importedTwo',
		name: 'Wharfedale cellar (from the old CRM)',
		amount: '5200',
		properties: { hs_object_source: 'IMPORT' },
	},
	// Nothing to bill: 1.
	{ customer: 'gift', name: 'Charity gift', lines: [sold('GTX-100', '1', { percent: '100' })] },
	// No lines: 10.
	{
		customer: 'acme',
		name: 'Acme fixed price works',
		amount: '1850.00',
		properties: { description: 'Network refresh, ground floor, fixed price' },
	},
	{ customer: 'windle', name: 'Retainer Q3', amount: '3000' },
	{ customer: 'riverbank', name: 'Stage hire', amount: '999.99' },
	{
		customer: 'calder',
		name: 'Survey of 12 blocks',
		amount: '14400',
		properties: { closed_loop_po_number: 'CVHA-0100233' },
	},
	{ customer: 'peregrine', name: 'Call-out', amount: '187.50' },
	{ customer: 'ludlow', name: 'Small works', amount: '640' },
	{ customer: 'lindqvist', name: 'Design fee', currency: 'EUR', amount: '2750.00' },
	{ customer: 'tanager', name: 'Workshop in Boston', currency: 'USD', amount: '6400' },
	{
		customer: 'pennine',
		name: 'Summer works',
		amount: '23890.40',
		quote: { number: 'Q-20260802-004', state: 'accepted', amount: '23890.40' },
	},
	{ customer: 'gantry', name: 'As discussed with Ben', amount: '412.10' },
	// SKU unknown or drifted: 5.
	{ customer: 'osprey', name: 'Pro bundle', lines: [sold('GTXPro', '2'), sold('SRV-TRAIN', '1')] },
	{ customer: 'bevan', name: 'Monitors', lines: [sold('MON-27-4K', '4', { percent: '5' })] },
	{ customer: 'twin', name: 'Audit', lines: [sold('SRV-AUDIT-26', '1'), sold('CAB-CAT6', '50.5')] },
	{ customer: 'marlowe', name: 'Lighting desk', lines: [sold('GTXPro', '1'), sold('MON-27-4K', '2')] },
	{
		customer: 'hillcrest',
		name: 'Potting shed',
		lines: [custom('Bench, galvanised', '3', '210.00', { sku: 'BN-GALV/3' }), sold('CHR-ERG', '1')],
	},
	// The amount or a quote contradicts the lines: 5.
	{ customer: 'quayside', name: 'Surgery 3', lines: [sold('GTX-100', '2')], amount: '2999.00' },
	{ customer: 'forge', name: 'Second kiosk', lines: [sold('GTX-200', '1'), sold('CARRIAGE', '1')], amount: '1750' },
	{ customer: 'juniper', name: 'Terrace', lines: [sold('FAB-ACU', '12')], amount: '1000' },
	{
		customer: 'wold',
		name: 'Fit-out',
		lines: [sold('DSK-OAK', '3'), sold('CHR-ERG', '3')],
		quote: { number: 'Q-5120', state: 'accepted', amount: '2500.00' },
	},
	{
		customer: 'rosehip',
		name: 'Second shop',
		lines: [sold('GTX-100', '2')],
		quote: { number: 'Q-5127', state: 'published', amount: '2260.00' },
	},
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
	{
		customer: 'abroad2',
		name: 'Atelier',
		currency: 'EUR',
		lines: [sold('DSK-OAK', '2', { price: '705.30', percent: '5' })],
	},
	{
		customer: 'abroad3',
		name: 'Portland bench',
		currency: 'USD',
		lines: [sold('GTX-200', '1', { price: '2390.00' }), sold('BOOK-SET', '2', { price: '31.00' })],
	},
	{ customer: 'abroad4', name: 'Messraum', currency: 'EUR', lines: [sold('SRV-IMPL', '2', { price: '1100.00' })] },
	{ customer: 'abroad5', name: 'Taller 2', currency: 'EUR', lines: [sold('CHR-ERG', '4', { price: '334.50' })] },
];
