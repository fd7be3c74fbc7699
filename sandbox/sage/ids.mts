import { createHash } from 'node:crypto';

/** An id as Sage makes them: 32 hex digits (apis/sage.md section 3). */
export function hexId(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
