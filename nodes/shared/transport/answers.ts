import type { Problem } from '../model/result';
import type { HttpResponse } from './http';
import type { SystemProfile } from './profile';
import { SystemError } from './systemError';

/** A system as problems name it. */
type Named = Pick<SystemProfile, 'system' | 'label'>;

/** A success that lacks what was asked for: never taken for an empty list. */
export function unreadable({ system, label }: Named, doing: string): SystemError {
	return new SystemError({
		code: 'unexpected',
		message: `${label} gave an answer that is not understood while ${doing}`,
		todo: 'Run it again; if it stays so, report it with these words',
		scope: 'run',
		system,
	});
}

/** A batch was answered, but not for this one of it. */
export function untold({ system, label }: Named): Problem {
	return {
		code: 'no_answer',
		message: `${label} answered without telling what became of this one, so it is not known whether it was done`,
		todo: 'Run it again; what was done already is recognised',
		scope: 'item',
		system,
	};
}

/** When the system answered by its own clock, ISO 8601 in UTC; null where it does not tell. */
export function answeredAt({ headers }: Pick<HttpResponse, 'headers'>): string | null {
	const at = Date.parse(headers['date'] ?? '');
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}
