import { NoAnswer } from '../../../nodes/shared/transport/http';
import { portContext } from '../../../nodes/shared/transport/n8n';
import { problemOf } from '../../../nodes/shared/transport/systemError';

/** n8n's helper as it behaves: it answers, or throws its own error around the client's. */
function send(outcome: unknown) {
	const httpRequestWithAuthentication = async () => {
		if (outcome instanceof Error) throw outcome;
		return outcome;
	};
	const context = portContext({ helpers: { httpRequestWithAuthentication } } as never, 'aCredential', 'account');
	return context.send({ method: 'GET', url: 'https://ledger.test/', headers: {}, timeoutMs: 1 });
}

function wrapped(message: string, cause: object): Error {
	return Object.assign(new Error(message), { cause: Object.assign(new Error('inner'), cause) });
}

async function thrown(outcome: unknown): Promise<unknown> {
	return await send(outcome).then(
		() => null,
		(error: unknown) => error,
	);
}

it('takes an answer as it came, header names in lower case', async () => {
	expect(await send({ statusCode: 200, headers: { 'Retry-After': 5 }, body: [1] })).toEqual({
		status: 200,
		headers: { 'retry-after': '5' },
		body: [1],
	});
});

it("finds the answer inside n8n's error, whole", async () => {
	const response = { status: 400, headers: { 'X-A': 'b' }, data: [{ message: 'an array body' }] };
	expect(await send(wrapped('Bad request', { response }))).toEqual({
		status: 400,
		headers: { 'x-a': 'b' },
		body: [{ message: 'an array body' }],
	});
});

it.each([['ECONNRESET'], ['ETIMEDOUT'], ['ECONNABORTED'], ['ENOTFOUND'], ['EAI_AGAIN']])(
	'knows %s as no answer',
	async (code) => {
		expect(await thrown(wrapped('The connection was lost', { code }))).toBeInstanceOf(NoAnswer);
	},
);

it('tells a refused sign-in in the words of n8n', async () => {
	const error = Object.assign(new Error('The credential "Xero" needs to be reconnected.'), {
		description: 'Open the credential and reconnect it to continue.',
	});
	expect(problemOf(await thrown(error))).toEqual({
		code: 'sign_in',
		message: 'The credential "Xero" needs to be reconnected.',
		todo: 'Open the credential and reconnect it to continue.',
		scope: 'run',
	});
});

it('lets a fault of the host surface as it is: it is no matter of the sign-in', async () => {
	const error = new Error('No bridge acquired for this context');
	expect(await thrown(error)).toBe(error);
});
