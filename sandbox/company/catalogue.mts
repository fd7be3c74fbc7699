import type { HubSpotRecord, XeroRecord } from '../core/types.mts';

/** A product as the CRM sells it and, where there is one, the ledger item it stands for. */
export interface Product {
	/** The SKU as typed in HubSpot. */
	sku: string;
	name: string;
	price: string;
	/** Billing frequency of a subscription, in HubSpot's words. */
	frequency?: string;
	type: 'inventory' | 'non_inventory' | 'service';
	/** The ledger item; `null` when the ledger has none under this SKU. */
	item: { code: string; name: string; account?: string; taxType?: string } | null;
}

/** What the company sells. Codes differ from SKUs as people type them: in case and in spaces around. */
export const PRODUCTS: readonly Product[] = [
	{
		sku: 'GTX-100',
		name: 'Workstation GTX 100',
		price: '1249.00',
		type: 'inventory',
		item: { code: 'GTX-100', name: 'GTX 100' },
	},
	{
		sku: 'gtx-200 ',
		name: 'Workstation GTX 200',
		price: '1899.00',
		type: 'inventory',
		item: { code: 'GTX-200', name: 'GTX 200' },
	},
	{
		sku: 'DSK-OAK',
		name: 'Oak desk, made to measure',
		price: '612.40',
		type: 'inventory',
		item: { code: 'DSK-OAK', name: 'Desk oak' },
	},
	{
		sku: 'CHR-ERG',
		name: 'Ergonomic chair',
		price: '289.95',
		type: 'inventory',
		item: { code: 'chr-erg', name: 'Chair ergo' },
	},
	{
		sku: 'CAB-CAT6',
		name: 'Cat6 cable, per metre',
		price: '1.135',
		type: 'inventory',
		item: { code: 'CAB-CAT6', name: 'Cable Cat6' },
	},
	{
		sku: 'FAB-ACU',
		name: 'Acoustic fabric, per m²',
		price: '64.90',
		type: 'inventory',
		item: { code: 'FAB-ACU', name: 'Fabric acoustic' },
	},
	{
		sku: 'SRV-IMPL',
		name: 'Implementation day',
		price: '950.00',
		type: 'service',
		item: { code: 'SRV-IMPL', name: 'Consulting day', account: '201', taxType: 'OUTPUT2' },
	},
	{
		sku: 'SRV-TRAIN',
		name: 'Training, half day',
		price: '480.00',
		type: 'service',
		item: { code: 'Srv-Train', name: 'Training half', account: '201', taxType: 'OUTPUT2' },
	},
	{
		sku: 'SRV-HOUR',
		name: 'Engineer, per hour',
		price: '87.50',
		type: 'service',
		item: { code: 'SRV-HOUR', name: 'Engineer hour', account: '201', taxType: 'OUTPUT2' },
	},
	{
		sku: 'SUP-STD',
		name: 'Support Standard',
		price: '89.00',
		frequency: 'monthly',
		type: 'service',
		item: { code: 'SUP-STD', name: 'Support std', account: '205', taxType: 'OUTPUT2' },
	},
	{
		sku: 'SUP-PREM',
		name: 'Support Premium',
		price: '2400.00',
		frequency: 'annually',
		type: 'service',
		item: { code: 'SUP-PREM', name: 'Support prem', account: '205', taxType: 'OUTPUT2' },
	},
	{
		sku: 'LIC-SEAT',
		name: 'Licence, per seat',
		price: '18.50',
		frequency: 'monthly',
		type: 'non_inventory',
		item: { code: 'LIC-SEAT', name: 'Seat', account: '205' },
	},
	{
		sku: 'LIC-ANN',
		name: 'Licence, annual',
		price: '199.00',
		frequency: 'annually',
		type: 'non_inventory',
		item: { code: 'Lic-Ann', name: 'Licence year', account: '205' },
	},
	{
		sku: 'BOOK-SET',
		name: 'Printed handbook set',
		price: '24.00',
		type: 'inventory',
		item: { code: 'BOOK-SET', name: 'Handbooks', taxType: 'ZERORATEDOUTPUT' },
	},
	{
		sku: 'NRG-SAVE',
		name: 'Energy saving controls, installed',
		price: '318.20',
		type: 'service',
		item: { code: 'NRG-SAVE', name: 'Energy controls', taxType: 'RROUTPUT' },
	},
	{
		sku: 'CARRIAGE',
		name: 'Carriage and packing',
		price: '35.00',
		type: 'service',
		item: { code: 'Carriage', name: 'Carriage', account: '260' },
	},
];

/** Products whose SKU no longer meets the ledger's codes: the two lists have drifted. */
export const DRIFTED: readonly Product[] = [
	{ sku: 'GTXPro', name: 'Workstation GTX Pro bundle', price: '2349.00', type: 'inventory', item: null },
	{ sku: 'MON-27-4K', name: 'Monitor 27 inch 4K panel', price: '339.00', type: 'inventory', item: null },
	{ sku: 'SRV-AUDIT-26', name: 'Network audit, edition 2026', price: '1650.00', type: 'service', item: null },
];

/** Ledger items that no product names: what the SKUs drifted from, and what is only bought. */
const OTHER_ITEMS: readonly XeroRecord[] = [
	{
		Code: 'GTX Pro',
		Name: 'GTX Pro',
		IsSold: true,
		SalesDetails: { UnitPrice: 2349, AccountCode: '200', TaxType: 'OUTPUT2' },
	},
	{
		Code: 'MON-27',
		Name: 'Monitor 27',
		IsSold: true,
		SalesDetails: { UnitPrice: 299, AccountCode: '200', TaxType: 'OUTPUT2' },
	},
	{
		Code: 'OLD-100',
		Name: 'Retired 2019 workstation',
		IsSold: false,
		IsPurchased: true,
		PurchaseDetails: { UnitPrice: 400, AccountCode: '310' },
	},
	{
		Code: 'TONER',
		Name: 'Toner (own use)',
		IsSold: false,
		IsPurchased: true,
		PurchaseDetails: { UnitPrice: 72.5, AccountCode: '461' },
	},
];

/** The product of a SKU, whatever its case and the spaces around it. */
export function product(sku: string): Product {
	const found = [...PRODUCTS, ...DRIFTED].find(
		(candidate) => candidate.sku.trim().toLowerCase() === sku.toLowerCase(),
	);
	if (!found) throw new Error(`No product ${sku}`);
	return found;
}

/** HubSpot's id of a product, the same in every company. */
export function productId(one: Product): string {
	return String(31_000_001 + [...PRODUCTS, ...DRIFTED].indexOf(one));
}

/** The HubSpot product library, with a retired product and a second one of the same SKU. */
export function hubspotProducts(): HubSpotRecord[] {
	const records = [...PRODUCTS, ...DRIFTED].map(
		(one): HubSpotRecord => ({
			id: productId(one),
			properties: {
				name: one.name,
				hs_sku: one.sku,
				price: one.price,
				hs_product_type: one.type,
				hs_status: 'active',
				...(one.frequency ? { recurringbillingfrequency: one.frequency } : {}),
			},
		}),
	);
	records.push(
		{
			id: '31000901',
			properties: { name: 'Workstation of 2019', hs_sku: 'OLD-100', price: '799.00', hs_status: 'inactive' },
		},
		{
			id: '31000902',
			properties: {
				name: 'Ergonomic chair (old listing)',
				hs_sku: 'CHR-ERG',
				price: '279.95',
				hs_status: 'active',
			},
		},
	);
	return records;
}

/** The ledger's items. What an item leaves out (account, tax type) the sales account decides. */
export function xeroItems(guid: () => string): XeroRecord[] {
	const sold = PRODUCTS.flatMap((one) =>
		one.item === null
			? []
			: [
					{
						Code: one.item.code,
						Name: one.item.name,
						Description: one.name,
						IsSold: true,
						IsPurchased: false,
						SalesDetails: {
							UnitPrice: Number(one.price),
							...(one.item.account ? { AccountCode: one.item.account } : {}),
							...(one.item.taxType ? { TaxType: one.item.taxType } : {}),
						},
					},
				],
	);
	return [...sold, ...OTHER_ITEMS].map((item) => ({ ItemID: guid(), ...item }));
}
