import type { Environment } from './profile';

const UI: Record<Environment, string> = {
	production: 'https://app.qbo.intuit.com/app',
	sandbox: 'https://app.sandbox.qbo.intuit.com/app',
};

/** Addresses of QuickBooks' own pages; they open in the company the browser is signed in to. */
export function customerLink(environment: Environment, id: string): string {
	return `${UI[environment]}/customerdetail?nameId=${id}`;
}

export function transactionLink(
	environment: Environment,
	kind: 'invoice' | 'estimate' | 'creditmemo' | 'recvpayment',
	id: string,
): string {
	return `${UI[environment]}/${kind}?txnId=${id}`;
}
