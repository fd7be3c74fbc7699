/**
 * The sandbox and the test engine together: a company, both sign-ins, the templates filled in as an importer would. Every body that
 * goes over the wire is checked against the field maps of the official clients.
 */
import { accessTo, choicesFor, credentials, fillIn, withSettings, type Choices } from '../../sandbox/host/seed.mts';
import { ledgerOf } from '../../sandbox/company/books.mts';
import type { Call, Clock, CompanyFile, LedgerName, SystemName } from '../../sandbox/core/types.mts';
import { routeInProcess } from '../../sandbox/core/route.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { templates } from '../../workflows/source/templates.mts';
import { createEngine, type Engine, type Flow, type StoredCredentials } from './engine.mts';
import { checkCall } from './fieldMaps.mts';

/** Templates by what they do; the company's ledger decides which file it is. */
export const BILL_WON = '1-bill-won-deals';
export const SET_UP = '2-set-up';
export const PAYMENT_STATUS = '3-payment-status-to-deals';
export const FINANCIAL_PULSE = '4-financial-pulse';
export const LEDGER_EDITS = '5-ledger-edits-to-deals';
export const CUSTOMER_CHANGES = '6-customer-changes-both-ways';
export const PRODUCT_LIBRARY = '7-one-product-library';
export const CHECK_BEFORE_CLOSING = '8-check-before-closing';
export const OVERDUE = '9-overdue-tell-the-owner';
export const APPROVE_ONE = '10-approve-one-invoice';

export interface World {
	sandbox: Sandbox;
	/** The one that keeps the company's books. */
	ledger: LedgerName;
	engine: Engine;
	choices: Choices;
	/** A template with credentials, trigger and Settings filled in; `settings` lays values over the Settings step's. */
	template(name: string, settings?: Record<string, unknown>): Flow;
	/** Calls since the last `clearCalls`, of one system. */
	calls(system: SystemName): Call[];
	/** Changes of business records since then that were really committed. */
	writes(): Call[];
	close(): Promise<void>;
}

const open = new Set<World>();
const findings = new Set<string>();

/**
 * For `afterAll` of every test file that starts worlds. Closes what is still open.
 * @throws Error when the field maps do not know something that went over the wire
 */
export async function closeWorlds(): Promise<void> {
	await Promise.all([...open].map(async (world) => await world.close()));
	const told = [...findings];
	findings.clear();
	if (told.length > 0) throw new Error(`Not as the official clients' models have it:\n${told.join('\n')}`);
}

/**
 * Limits are off: what is counted in tests is calls, not time. A process has one world: the one before is closed, since
 * clients keep its connections and would ask it in place of the new one.
 */
export async function startWorld(
	company: CompanyFile,
	options: { searchLagMs?: number; clock?: Clock } = {},
): Promise<World> {
	await Promise.all([...open].map(async (world) => await world.close()));
	const sandbox = await startSandbox({ company, limits: 'off', ...options });
	const unroute = routeInProcess(sandbox);
	sandbox.onCall((call) => checkCall(call).forEach((finding) => findings.add(finding)));
	const stored: StoredCredentials = Object.fromEntries(
		credentials(accessTo(company)).map(({ id, type, data }) => [id, { type, data: data as never }]),
	);
	const choices = choicesFor(company);
	const ledger = ledgerOf(company);
	const world: World = {
		sandbox,
		engine: createEngine(stored),
		choices,
		ledger,
		template: (name, settings = {}) => {
			const found = templates[`hubspot-${ledger}-${name}.json`];
			if (!found) throw new Error(`No template ${name} for HubSpot and ${ledger}`);
			return withSettings(fillIn(structuredClone(found) as never, choices), settings) as unknown as Flow;
		},
		calls: (system) => sandbox.calls.filter((call) => call.system === system),
		writes: () => sandbox.calls.filter((call) => call.write && call.committed),
		close: async () => {
			open.delete(world);
			unroute();
			await sandbox.close();
		},
	};
	open.add(world);
	return world;
}
