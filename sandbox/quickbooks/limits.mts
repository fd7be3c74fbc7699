import { Concurrency, RollingWindow, scaled } from '../core/limits.mts';
import type { Clock, LimitScale } from '../core/types.mts';

/** QuickBooks' limits: apis/quickbooks.md section 3. A batch is one call. */
export const LIMITS = {
	perMinute: 500,
	perSecond: 10,
	atOnce: 10,
	batchesPerMinute: 40,
	batchesPerMinuteOfAll: 120,
} as const;

/** Counts the calls of each company, and of each app in it. */
export class Limits {
	private readonly minute: RollingWindow;
	private readonly second: RollingWindow;
	private readonly batches: RollingWindow;
	private readonly batchesOfAll: RollingWindow;
	private readonly running: Concurrency;

	constructor(clock: Clock, scale: LimitScale) {
		const window = (real: number, ms: number): RollingWindow => new RollingWindow(clock, scaled(real, scale), ms);
		this.minute = window(LIMITS.perMinute, 60_000);
		this.second = window(LIMITS.perSecond, 1000);
		this.batches = window(LIMITS.batchesPerMinute, 60_000);
		this.batchesOfAll = window(LIMITS.batchesPerMinuteOfAll, 60_000);
		this.running = new Concurrency(scaled(LIMITS.atOnce, scale));
	}

	/** True when the call may go on; then `end` must follow. */
	begin(realm: string, app: string, isBatch: boolean): boolean {
		const both = `${realm} ${app}`;
		const allowed =
			this.minute.take(realm).allowed &&
			this.second.take(both).allowed &&
			(!isBatch || (this.batches.take(both).allowed && this.batchesOfAll.take(realm).allowed));
		return allowed && this.running.enter(both);
	}

	end(realm: string, app: string): void {
		this.running.leave(`${realm} ${app}`);
	}
}
