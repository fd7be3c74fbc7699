import type { Clock, LimitScale } from '../core/types.mts';
import { calendarDay, DailyLimit, RollingWindow, scaled } from '../core/limits.mts';

/** 100 calls a minute and 2,500 a day for each business: apis/sage.md section 2. No header tells what is left. */
export class Limits {
	private readonly minute: RollingWindow;
	private readonly day: DailyLimit;

	constructor(clock: Clock, scale: LimitScale) {
		this.minute = new RollingWindow(clock, scaled(100, scale), 60_000);
		this.day = new DailyLimit(clock, scaled(2500, scale), calendarDay('UTC'));
	}

	/** Counts a call of the business; seconds to wait when it is refused, else null. */
	take(businessId: string): number | null {
		const minute = this.minute.take(businessId);
		if (!minute.allowed) return Math.ceil(minute.retryAfterMs / 1000);
		const day = this.day.take(businessId);
		return day.allowed ? null : Math.ceil(day.retryAfterMs / 1000);
	}
}
