/**
 * What became of a document in a step (rules.md section 2). `held` is a result with its reason, not an error;
 * `uncertain` is an outcome that cannot be known and is never guessed.
 */
export type Outcome = 'created' | 'updated' | 'linked' | 'unchanged' | 'skipped' | 'held' | 'uncertain';

/** What a live run would do; set by Preview Only in place of an outcome. */
export type Would = 'create' | 'update' | 'link' | 'leave' | 'skip' | 'hold';

/** Who can act on it. */
export type Actor = 'sales' | 'finance';

/** Codes of what holds a deal back: only what the reviewer of a draft could not see or undo. */
export type HoldCode =
	| 'not_won'
	| 'before_bill_from'
	| 'other_pipeline'
	| 'imported'
	| 'only_when'
	| 'not_yet'
	| 'never_bill'
	| 'marked_billed_by_hand'
	| 'no_company'
	| 'no_contact'
	| 'amount_empty'
	| 'nothing_to_bill'
	| 'negative_total'
	| 'currency_not_enabled'
	| 'currency_decimals'
	| 'amount_too_fine'
	| 'tax_code_missing'
	| 'figures_differ'
	| 'tiered_price'
	| 'recurring_undated'
	| 'billed_by_hand'
	| 'other_books'
	| 'answer_not_offered'
	| 'cancelled_by_person'
	| 'other_deals_invoice'
	| 'customer_question'
	| 'customer_ambiguous'
	| 'customer_email_taken'
	| 'customer_archived'
	| 'customer_not_created'
	| 'customer_not_matched'
	| 'customer_other_currency'
	| 'customer_name_taken'
	| 'product_not_matched'
	| 'two_live_invoices'
	| 'over_limit'
	| 'check_as_hold'
	| 'not_accepted'
	| 'deal_changed'
	| 'checks_open'
	| 'invoice_changed'
	| 'not_approved'
	| 'not_this_deals'
	| 'has_payments'
	| 'not_due'
	| 'quote_not_accepted'
	| 'credit_too_big'
	| 'source_used'
	| 'credit_not_set'
	| 'uncertain';

/** Codes of what a reviewer of the draft should look at. */
export type CheckCode =
	| 'no_lines'
	| 'sku_unknown'
	| 'amount_contradicts'
	| 'quote_contradicts'
	| 'no_billing_email'
	| 'primary_contact_email'
	| 'no_postal_address'
	| 'country_unknown'
	| 'foreign_without_tax'
	| 'more_to_bill'
	| 'later_start'
	| 'tax_differs'
	| 'tax_code_refused'
	| 'vat_not_verified'
	| 'vat_number_wrong'
	| 'eu_consumer'
	| 'goods_or_service_unknown'
	| 'total_differs'
	| 'other_invoices'
	| 'currency_differs'
	| 'deal_changed'
	| 'lock_date'
	| 'not_moved_on'
	| 'credit_to_approve';

/** Why a deal is held: what, what to do, and who can do it. */
export interface Hold {
	code: HoldCode;
	/** What is the matter, in sales words, e.g. `This deal has no company`. */
	what: string;
	/** The next step, e.g. `Add the company to be billed`. */
	todo: string;
	by: Actor;
}

/** Something the reviewer of the draft should look at; the draft was made all the same. */
export interface Check {
	code: CheckCode;
	what: string;
	todo: string;
	by: Actor;
}
