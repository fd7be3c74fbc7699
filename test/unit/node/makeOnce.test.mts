import { makeOnce } from '../../../nodes/ClosedLoopAccounting/documents/makeOnce';
import type { Outcome } from '../../../nodes/shared/model/outcome';
import type { Result } from '../../../nodes/shared/model/result';
import { failed, ok } from '../../../nodes/shared/model/result';
import type { WriteAttempt } from '../../../nodes/shared/systems/accounting';
import { SystemError } from '../../../nodes/shared/transport/systemError';

interface Doc {
	key: string | null;
	ledgerId: string;
	updatedAt: string | null;
	outcome?: Outcome;
}

const draft = { key: 'SI0000-A' };
const doc = (ledgerId: string, updatedAt = '2026-11-24T10:00:00Z'): Doc => ({ key: draft.key, ledgerId, updatedAt });
const problem = (code: string, scope: 'item' | 'run' = 'item') => ({ code, message: code, todo: 'Mend it', scope });

/** A ledger that answers as told, one answer for each attempt, and holds these documents. */
function ledger(answers: Array<Result<Doc>>, standing: Doc[]) {
	const attempts: WriteAttempt[] = [];
	const made = async (more: Partial<Parameters<typeof makeOnce<typeof draft, Doc>>[1]> = {}) => {
		const [result] = await makeOnce<typeof draft, Doc>([draft], {
			run: '7',
			noun: 'quote',
			create: async (drafts, attempt) => {
				attempts.push(attempt);
				return drafts.map(() => answers[attempts.length - 1] as Result<Doc>);
			},
			lookUp: async () => standing,
			...more,
		});
		return result;
	};
	return { attempts, made };
}

it('looks up what got no answer, and never asks for it again', async () => {
	const found = ledger([failed(problem('no_answer'))], [doc('1')]);
	expect(await found.made()).toMatchObject({ ok: true, value: { document: { ledgerId: '1' }, outcome: 'created' } });
	const lost = ledger([failed(problem('no_answer'))], []);
	expect(await lost.made()).toMatchObject({ ok: false, problem: { code: 'no_answer' } });
	expect([found.attempts, lost.attempts]).toEqual([[{ fresh: 0, run: '7' }], [{ fresh: 0, run: '7' }]]);
});

it('asks once more under a fresh key after a refusal that may be an old one', async () => {
	const { attempts, made } = ledger([failed(problem('rejected')), ok(doc('1'))], []);
	expect(await made()).toMatchObject({ ok: true, value: { document: { ledgerId: '1' }, outcome: 'created' } });
	expect(attempts.map(({ fresh }) => fresh)).toEqual([0, 1]);
	const refused = ledger([failed(problem('rejected')), failed(problem('rejected'))], []);
	expect(await refused.made()).toMatchObject({ ok: false, problem: { code: 'rejected' } });
	expect(refused.attempts).toHaveLength(2);
});

it('asks no more where the look-up fails, a person removed it, or the whole run is stopped', async () => {
	const blind = ledger([failed(problem('rejected'))], []);
	const lookUp = async () => await Promise.reject(new SystemError(problem('server_error', 'run')));
	expect(await blind.made({ lookUp })).toMatchObject({ ok: false, problem: { code: 'rejected' } });
	const removed = ledger([failed(problem('removed'))], []);
	const stopped = ledger([failed(problem('unauthorized', 'run'))], []);
	expect([await removed.made(), await stopped.made()]).toMatchObject([{ ok: false }, { ok: false }]);
	expect([blind, removed, stopped].map(({ attempts }) => attempts.length)).toEqual([1, 1, 1]);
});

it('takes a refused one that is there for another run’s', async () => {
	const { attempts, made } = ledger([failed(problem('exists'))], [doc('1')]);
	expect(await made()).toMatchObject({ ok: true, value: { document: { ledgerId: '1' }, outcome: 'linked' } });
	expect(attempts).toHaveLength(1);
});

describe('two that were made at the same moment', () => {
	const two = [doc('2', '2026-11-24T10:00:02Z'), doc('1', '2026-11-24T10:00:01Z')];

	it('are told, every run keeping the earlier', async () => {
		for (const own of two) {
			const { made } = ledger([ok(own)], two);
			expect(await made()).toMatchObject({
				ok: true,
				value: {
					document: { ledgerId: '1' },
					hold: { code: 'two_live_invoices', todo: 'Delete 2 in the ledger' },
				},
			});
		}
	});

	it('are one where the ledger lets the other be withdrawn', async () => {
		const { made } = ledger([ok(two[0] as Doc)], two);
		const leaveOne = async ([, keep]: Doc[]) =>
			new Map([[draft.key, { keep: keep as Doc, reason: '2 was withdrawn', hold: null }]]);
		const answer = await made({ leaveOne });
		expect(answer).toMatchObject({ ok: true, value: { document: { ledgerId: '1' }, reason: '2 was withdrawn' } });
		expect(answer).not.toHaveProperty('value.hold');
	});

	it('are one where the other run withdrew ours already', async () => {
		const { made } = ledger([ok(doc('2'))], [doc('1')]);
		expect(await made()).toMatchObject({ ok: true, value: { document: { ledgerId: '1' }, outcome: 'linked' } });
	});
});
