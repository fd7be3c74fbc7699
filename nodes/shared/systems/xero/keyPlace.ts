import { keyUrl } from '../../billing/key';
import type { InvoiceDraft } from '../../model/invoice';

/** Where a document without a link to a CRM record leads: its Url must be one (apis/xero.md 7.1). */
const NO_SOURCE = 'https://n8n.io/';

/**
 * The Url of an invoice: the deal's link with key and execution behind it, which no user of Xero can edit. Xero refuses
 * a Url that contains its own name (apis/xero.md 7.1): then the link gives way to its host, and the host to ours, since
 * the key must stand.
 */
export function placeOfKey(draft: Pick<InvoiceDraft, 'sourceUrl' | 'key' | 'execution'>): string {
	const source = draft.sourceUrl ?? NO_SOURCE;
	const host = /^https?:\/\/[^/]+/.exec(source)?.[0];
	const links = [source, ...(host === undefined ? [] : [`${host}/`]), NO_SOURCE];
	const place = links.map((link) => keyUrl(link, draft.key, draft.execution)).find((url) => !/xero/i.test(url));
	return place ?? keyUrl(NO_SOURCE, draft.key, draft.execution);
}
