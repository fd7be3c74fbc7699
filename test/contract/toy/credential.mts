import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** A sign-in by token, which every call carries. */
export class ToyLedgerApi implements ICredentialType {
	name = 'toyLedgerApi';

	displayName = 'Toy Ledger API';

	properties: INodeProperties[] = [
		{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
	];

	authenticate = {
		type: 'generic' as const,
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
}
