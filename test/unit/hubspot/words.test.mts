import { startOfDay } from '../../../nodes/shared/systems/hubspot/accountDay';
import { profile } from '../../../nodes/shared/systems/hubspot/profile';
import { words } from '../../../nodes/shared/systems/hubspot/words';

const answer = (body: unknown) => ({ status: 400, headers: {}, body });

describe("HubSpot's own words", () => {
	it('show refused values in a line that can be read', () => {
		const list = JSON.stringify([
			{ isValid: false, message: 'registered is not a valid stage', error: 'INVALID_OPTION', name: 'dealstage' },
		]);
		expect(words(answer({ message: `Property values were not valid: ${list}` }))).toBe(
			'Property values were not valid: dealstage: registered is not a valid stage',
		);
		expect(words(answer({ message: 'Broken: [{not json}]' }))).toBe('Broken: [{not json}]');
	});

	it('are empty for a page of HTML, and name the code of a rule', () => {
		expect(words(answer('<html></html>'))).toBe('');
		expect(
			words(
				answer({
					message: 'Refused',
					errors: [{ message: 'Reason is required', code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' }],
				}),
			),
		).toBe('Refused; Reason is required; MISSING_CONDITIONAL_REQUIRED_PROPERTY');
	});
});

describe('a limit that was hit', () => {
	const hit = (body: object, headers = {}) => profile.limitHit({ status: 429, headers, body }, 0);

	it('ends the day, or passes within the time it is told or known for', () => {
		expect(hit({ policyName: 'DAILY' })).toEqual({ exhaustedUntil: null });
		expect(hit({ policyName: 'TEN_SECONDLY_ROLLING' })).toEqual({ waitMs: 10_000 });
		expect(hit({ message: 'You have reached your ten_secondly_rolling limit.' })).toEqual({ waitMs: 10_000 });
		expect(hit({ message: 'You have reached your secondly limit.' })).toEqual({ waitMs: 1_000 });
		expect(hit({ policyName: 'TEN_SECONDLY_ROLLING' }, { 'retry-after': '3' })).toEqual({ waitMs: 3_000 });
	});
});

describe('a day of the account', () => {
	it.each([
		['2026-11-01', 'UTC', '2026-11-01T00:00:00.000Z'],
		['2026-07-01', 'Europe/London', '2026-06-30T23:00:00.000Z'],
		['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
		['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
		['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
		['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
		['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
	])('%s begins in %s at %s', (day, zone, expected) => {
		expect(startOfDay(day, zone)).toBe(expected);
	});
});
