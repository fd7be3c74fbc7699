/**
 * For test files that drive a connector over a simulated system without a whole world: at the end of the file every body that went
 * over the wire must be as the official clients' models have it.
 */
import { afterAll, expect } from '@jest/globals';
import type { Call } from '../../sandbox/core/types.mts';
import { checkCall } from './fieldMaps.mts';

const findings = new Set<string>();

afterAll(() => {
	expect([...findings]).toEqual([]);
});

/** Notes what the models do not know of this call. */
export function heldToModels(
	call: Pick<Call, 'system' | 'method' | 'host' | 'path' | 'status' | 'requestBody' | 'responseBody'>,
): void {
	const rest = {
		n: 1,
		at: 0,
		ms: 0,
		requestHeaders: {},
		responseHeaders: {},
		account: null,
		write: false,
		committed: false,
		fault: null,
	};
	for (const finding of checkCall({ ...rest, ...call })) findings.add(finding);
}
