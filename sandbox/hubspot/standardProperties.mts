import type { PropertyDefinition } from './definitions.mts';

/** Groups that HubSpot makes itself (apis/hubspot.md 3.3), by type of record. */
export const STANDARD_GROUPS: Record<string, Record<string, string>> = {
	deals: { dealinformation: 'Deal information' },
	companies: { companyinformation: 'Company information' },
	contacts: { contactinformation: 'Contact information' },
	products: { productinformation: 'Product information' },
	line_items: { lineiteminformation: 'Line item information' },
	quotes: { quoteinformation: 'Quote information' },
	notes: { note: 'Note information' },
	tasks: { task: 'Task information' },
	invoices: { invoiceinformation: 'Invoice information' },
	taxes: { taxinformation: 'Tax information' },
};

const SOURCES =
	'ORGANIC_SEARCH PAID_SEARCH EMAIL_MARKETING SOCIAL_MEDIA REFERRALS OTHER_CAMPAIGNS DIRECT_TRAFFIC OFFLINE PAID_SOCIAL AI_REFERRALS';
const FREQUENCIES =
	'weekly biweekly monthly quarterly per_six_months annually per_two_years per_three_years per_four_years per_five_years';

/**
 * `name:type[!][=options]` for each property, `!` for read-only. Types: s text, h html, n number, d date, t date and time, b yes or no,
 * e one of the options (`|`-separated; none: any value), m several of them, o an owner, c a currency of the account.
 * Names: apis/hubspot.md section 4.
 */
const EVERYWHERE =
	'createdate:t! hs_createdate:t! hs_object_id:n! hs_object_source:s! hs_object_source_label:s! hs_object_source_detail_1:s! ' +
	'hs_object_source_detail_2:s! hs_object_source_detail_3:s! hs_object_source_id:s! hs_object_source_user_id:n! hs_merged_object_ids:s! ' +
	'hubspot_owner_id:o hs_lastmodifieddate:t!';

const PRICING =
	'price:n quantity:n discount:n hs_discount_percentage:n tax:n hs_sku:s hs_cost_of_goods_sold:n hs_product_type:e=inventory|non_inventory|service ' +
	`recurringbillingfrequency:e=${FREQUENCIES.replaceAll(' ', '|')} hs_recurring_billing_period:s hs_recurring_billing_start_date:d ` +
	'hs_pricing_model:e=flat|graduated|volume|stairstep hs_tier_ranges:s hs_tier_prices:s hs_url:s hs_images:s name:s description:s';

const PROPERTIES: Record<string, string> = {
	deals:
		'dealname:s amount:n closedate:t dealstage:e pipeline:e dealtype:e=newbusiness|existingbusiness description:s deal_currency_code:c ' +
		'amount_in_home_currency:n! hs_deal_amount_in_home_currency:n! hs_exchange_rate:n! hs_is_closed:b! hs_is_closed_won:b! hs_is_closed_lost:b! ' +
		'hs_closed_won_date:t! hs_deal_stage_probability:n! closed_won_reason:s closed_lost_reason:s days_to_close:n! hs_next_step:s ' +
		`hs_priority:e=low|medium|high hs_forecast_amount:n! hs_analytics_source:e=${SOURCES.replaceAll(' ', '|')} hs_analytics_source_data_1:s ` +
		`hs_analytics_source_data_2:s hs_analytics_latest_source:e=${SOURCES.replaceAll(' ', '|')} hs_arr:n! hs_mrr:n! hs_acv:n! hs_tcv:n! ` +
		'num_associated_contacts:n! hs_num_of_associated_line_items:n!',
	companies:
		'name:s domain:s website:s phone:s address:s address2:s city:s state:s zip:s country:s hs_country_code:s hs_state_code:s industry:s ' +
		'numberofemployees:n annualrevenue:n lifecyclestage:s total_revenue:n! recent_deal_amount:n! recent_deal_close_date:t! ' +
		'hs_additional_domains:s description:s timezone:s hs_parent_company_id:n! num_associated_deals:n! founded_year:s ' +
		`hs_analytics_source:e=${SOURCES.replaceAll(' ', '|')}`,
	contacts:
		'email:s hs_additional_emails:s firstname:s lastname:s phone:s mobilephone:s company:s jobtitle:s address:s city:s state:s zip:s ' +
		'country:s lifecyclestage:s hs_lead_status:s salutation:s website:s hs_language:s hs_buying_role:m lastmodifieddate:t! ' +
		`hs_analytics_source:e=${SOURCES.replaceAll(' ', '|')} associatedcompanyid:n`,
	products: `${PRICING} hs_tax_category:s hs_bundle_pricing_type:s hs_status:s hs_folder:s hs_folder_id:n hs_rich_text_description:h`,
	line_items:
		`${PRICING} hs_product_id:n amount:n! hs_pre_discount_amount:n! hs_total_discount:n! hs_tax_rate_group_id:s hs_auto_tax_amount:n ` +
		'hs_tax_amount:n! hs_post_tax_amount:n! hs_line_item_currency_code:s! hs_recurring_billing_end_date:d! hs_recurring_billing_number_of_payments:n! ' +
		'hs_recurring_billing_terms:s hs_term_in_months:n! hs_position_on_quote:n hs_margin:n! hs_margin_acv:n! hs_margin_arr:n! ' +
		'hs_margin_mrr:n! hs_margin_tcv:n! hs_mrr:n! hs_arr:n! hs_acv:n! hs_tcv:n! hs_billing_start_delay_type:s ' +
		'hs_billing_start_delay_days:n hs_billing_start_delay_months:n hs_external_id:s hs_bundle_id:s',
	quotes:
		'hs_title:s hs_status:e=DRAFT|APPROVAL_NOT_NEEDED|PENDING_APPROVAL|APPROVED|REJECTED ' +
		'hs_quote_status:e=DRAFT|PENDING_APPROVAL|CHANGES_REQUESTED|PUBLISHED|PUBLISHING|ACCEPTED|EXPIRED|VOID|ARCHIVED ' +
		'hs_expiration_date:d hs_public_url_key:s hs_quote_number:s hs_quote_amount:n hs_currency:s hs_quote_link:s hs_pdf_download_link:s ' +
		'hs_accepted_date:t hs_acceptance_method:s hs_esign_date:t hs_sign_status:s hs_manually_signed:b hs_comments:s hs_terms:s ' +
		'hs_language:s hs_locale:s hs_template_type:s hs_payment_status:s',
	notes: 'hs_timestamp:t hs_note_body:h hs_attachment_ids:s',
	tasks:
		'hs_timestamp:t hs_task_subject:s hs_task_body:h hs_task_status:e=NOT_STARTED|IN_PROGRESS|WAITING|COMPLETED|DEFERRED ' +
		'hs_task_priority:e=LOW|MEDIUM|HIGH hs_task_type:e=TODO|CALL|EMAIL',
	invoices:
		'hs_currency:s hs_invoice_status:e=draft|open|paid|voided hs_invoice_date:d hs_due_date:d hs_number:s hs_title:s hs_tax_id:s ' +
		'hs_comments:s hs_amount_billed:n hs_balance_due:n hs_external_createdate:t hs_invoice_billable:b hs_allowed_payment_methods:s',
	taxes: 'hs_label:s hs_type:e=PERCENT|FIXED hs_value:n',
};

const TYPES: Record<string, readonly [type: string, fieldType: string]> = {
	s: ['string', 'text'],
	h: ['string', 'html'],
	n: ['number', 'number'],
	d: ['date', 'date'],
	t: ['datetime', 'date'],
	b: ['bool', 'booleancheckbox'],
	e: ['enumeration', 'select'],
	m: ['enumeration', 'checkbox'],
	o: ['enumeration', 'select'],
	c: ['enumeration', 'select'],
};

/** HubSpot's own properties of a type of record. Options that hang on the account (owners, stages, currencies) are left to `values.mts`. */
export function standardProperties(type: string): PropertyDefinition[] {
	const groupName = Object.keys(STANDARD_GROUPS[type] ?? {})[0] ?? 'information';
	// Contacts alone name their last change otherwise (3.4).
	const everywhere = type === 'contacts' ? EVERYWHERE.replace('hs_lastmodifieddate:t!', '') : EVERYWHERE;
	return `${everywhere} ${PROPERTIES[type] ?? ''}`
		.trim()
		.split(/\s+/)
		.map((entry) => parse(entry, groupName));
}

function parse(entry: string, groupName: string): PropertyDefinition {
	const [, name = '', code = 's', readOnly, options] = /^(\w+):(\w)(!?)(?:=(.*))?$/.exec(entry) ?? [];
	const [type, fieldType] = TYPES[code]!;
	return {
		name,
		label: titled(name),
		type,
		fieldType,
		groupName,
		description: '',
		options: (options?.split('|') ?? []).map((value, displayOrder) => ({
			label: titled(value),
			value,
			displayOrder,
			hidden: false,
		})),
		displayOrder: -1,
		calculated: readOnly === '!' && code === 'n' && name !== 'hs_object_id',
		externalOptions: code === 'o',
		...(code === 'o' ? { referencedObjectType: 'OWNER' } : {}),
		hasUniqueValue: name === 'hs_object_id' || (name === 'email' && groupName === 'contactinformation'),
		hidden: false,
		hubspotDefined: true,
		formField: false,
		archived: false,
		modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: readOnly === '!' },
	};
}

function titled(name: string): string {
	const words = name.replace(/^hs_/, '').replaceAll('_', ' ').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
