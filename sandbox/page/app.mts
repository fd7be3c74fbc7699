import { Hono } from 'hono';
import type { PlantedFault } from '../core/faults.mts';
import type { Call, Fault, LedgerName, SystemName } from '../core/types.mts';
import { html } from './html.mts';
import { shownLedgers } from './ledgers/ledgers.mts';
import { overview, type PageSource } from './overview.mts';

/** What the page needs of the sandbox. */
export interface PageSandbox extends PageSource {
	calls: readonly Call[];
	onCall(listener: (call: Call) => void): () => void;
	addFault(fault: Fault): number;
	clearFaults(): void;
	faults(): PlantedFault[];
	act(system: SystemName, action: string, id: string, input?: Record<string, string>): Promise<void>;
}

/** Calls that one answer brings. */
const MOST_CALLS = 200;

/** The page and what its script asks for. Only pages from this very server are answered. */
export function createPageApp(sandbox: PageSandbox): Hono {
	const app = new Hono();
	/** Grows with whatever may have changed the records, so that an unchanged page costs nothing. */
	let version = 1;
	sandbox.onCall(() => void (version += 1));

	app.use('*', async (c, next) => {
		const host = c.req.header('host') ?? '';
		const origin = c.req.header('origin');
		const strange =
			!/^(127\.0\.0\.1|localhost):\d+$/.test(host) || (origin !== undefined && origin !== `http://${host}`);
		if (strange) return c.text('Only from this machine', 403);
		await next();
		return undefined;
	});
	app.get('/', (c) => c.html(html(sandbox.name, ledgersOf(sandbox))));
	app.get('/overview', (c) => {
		if (c.req.query('version') === String(version)) return c.body(null, 204);
		return c.json({ version, ...overview(sandbox) });
	});
	app.get('/calls', (c) => {
		const after = Number(c.req.query('after') ?? 0);
		const ended = sandbox.calls.filter(({ n, status, fault }) => n > after && (status !== 0 || fault !== null));
		return c.json({ calls: ended.slice(-MOST_CALLS), total: sandbox.calls.length, faults: sandbox.faults() });
	});
	app.post('/act', async (c) => {
		const { system, action, id, input } = await c.req.json<{
			system: SystemName;
			action: string;
			id: string;
			input?: Record<string, string>;
		}>();
		try {
			await sandbox.act(system, action, id, input);
			version += 1;
		} catch (error) {
			return c.json({ message: error instanceof Error ? error.message : String(error) }, 400);
		}
		return c.json({});
	});
	app.post('/faults', async (c) => c.json({ id: sandbox.addFault(await c.req.json<Fault>()) }));
	app.delete('/faults', (c) => {
		sandbox.clearFaults();
		return c.json({});
	});
	return app;
}

function ledgersOf({ ledgers }: PageSource): Array<{ name: string; label: string }> {
	return ledgers.map(({ name }) => ({ name, label: shownLedgers[name as LedgerName].label }));
}
