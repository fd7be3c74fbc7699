import { Hono } from 'hono';
import { html } from './html.mts';
import { overview, type PageSource } from './overview.mts';
import type { PlantedFault } from '../core/faults.mts';
import type { Call, Fault, SystemName } from '../core/types.mts';

/** What the page needs of the sandbox. */
export interface PageSandbox extends PageSource {
	calls: readonly Call[];
	addFault(fault: Fault): number;
	clearFaults(): void;
	faults(): PlantedFault[];
	act(system: SystemName, action: string, id: string, input?: Record<string, string>): Promise<void>;
}

/** Calls that one answer lists. */
const CALLS_SHOWN = 200;

/** The page and what its script asks for. Only pages from this very server may change anything. */
export function createPageApp(sandbox: PageSandbox): Hono {
	const app = new Hono();
	app.use('*', async (c, next) => {
		const { host, origin } = { host: c.req.header('host') ?? '', origin: c.req.header('origin') };
		const strange = !/^(127\.0\.0\.1|localhost):\d+$/.test(host) || (origin !== undefined && origin !== `http://${host}`);
		if (strange) return c.text('Only from this machine', 403);
		await next();
		return undefined;
	});
	app.get('/', (c) => c.html(html(sandbox.name)));
	app.get('/overview', (c) => c.json(overview(sandbox)));
	app.get('/calls', (c) => {
		const after = Number(c.req.query('after') ?? 0);
		const ended = sandbox.calls.filter(({ n, status, fault }) => n > after && (status !== 0 || fault !== null));
		return c.json({ calls: ended.slice(-CALLS_SHOWN), total: sandbox.calls.length, faults: sandbox.faults() });
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
