import type { SystemName } from '../model/result';
import { hubSpot } from './hubspot/crm';
import { quickBooks } from './quickbooks/ledger';
import { sage } from './sage/ledger';
import type { CrmSystem, LedgerSystem, SignIn } from './system';
import { xero } from './xero/ledger';

/** The CRMs that work; what else a new one takes stands in CONTRIBUTING.md. */
export const crms: Partial<Record<SystemName, CrmSystem>> = { hubspot: hubSpot };

/** The ledgers that work. */
export const ledgers: Partial<Record<SystemName, LedgerSystem>> = { xero, quickbooks: quickBooks, sage };

/**
 * The credential type of a system's sign-in, or undefined where it has no such one. Where there is no choice *Authentication* is not
 * shown, and its value says nothing.
 */
export function credentialTypeOf(system: { signIns: SignIn[] } | undefined, by: string): string | undefined {
	const [only, ...others] = system?.signIns ?? [];
	if (only !== undefined && others.length === 0) return only.credentialType;
	return system?.signIns.find((signIn) => signIn.by === by)?.credentialType;
}
