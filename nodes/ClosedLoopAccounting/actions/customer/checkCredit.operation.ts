import type { IExecuteFunctions } from 'n8n-workflow';
import type { CreditSettings } from '../../../shared/billing/creditCheck';
import type { Deal } from '../../../shared/model/deal';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { wrongSetting } from '../../../shared/node/settings';
import { misfit } from '../../../shared/node/shapes';
import type { CreditAsked } from '../../credit/checkCredit';
import { checkCredit as checkCredits } from '../../credit/checkCredit';
import { openLedger, organisationSetting } from '../../openLedger';
import { optionsOf } from '../../readSettings';
import { bothOn, dealAndCustomer } from '../dealAndCustomer';
import { countOption } from '../options';

interface Input extends CreditAsked {
	organisation: string;
	settings: CreditSettings;
	wonNotBilled: Deal[];
}

/** Customer: Check Credit. Says on the customer of each deal where it stands against its limit; writes nothing. */
export const checkCredit: Operation<Input> = {
	read(context, itemIndex) {
		return {
			organisation: organisationSetting(context, itemIndex),
			settings: settingsOf(context, itemIndex),
			...dealAndCustomer(context, itemIndex),
			crmLimit: limitOf(context, itemIndex),
			wonNotBilled: dealsOf(context, itemIndex),
		};
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation, settings }) => ({ organisation, settings }),
			async (group) => {
				const [{ organisation, settings }] = group as [Input];
				const port = await openLedger(context, organisation);
				const given = group.flatMap(({ wonNotBilled }) => wonNotBilled);
				const customers = await checkCredits(port, group, given, settings, Date.now());
				return customers.map((result, index) =>
					result.ok ? ok({ merge: bothOn((group[index] as Input).deal, result.value) }) : result,
				);
			},
		);
	},
};

function settingsOf(context: IExecuteFunctions, itemIndex: number): CreditSettings {
	const options = optionsOf(context, itemIndex);
	return {
		nearFrom: countOption(options['nearFrom'], 'Near From', 1, 100, 80),
		leastOnTime: countOption(options['leastOnTime'], 'Least Share on Time', 0, 100, 50),
	};
}

/** Empty or null is none: the CRM's field of a customer without a limit is empty. */
function limitOf(context: IExecuteFunctions, itemIndex: number): number | null {
	const value: unknown = context.getNodeParameter('crmCreditLimit', itemIndex, '');
	if (value === undefined || value === null || value === '') return null;
	const limit = typeof value === 'string' ? Number(value) : value;
	if (typeof limit !== 'number' || !Number.isFinite(limit) || limit < 0)
		throw wrongSetting('Credit Limit', 'an amount in the base currency, or empty', value);
	return limit;
}

function dealsOf(context: IExecuteFunctions, itemIndex: number): Deal[] {
	const value: unknown = context.getNodeParameter('wonNotBilled', itemIndex, '[]');
	const list = typeof value === 'string' ? parsed(value) : value;
	if (!Array.isArray(list)) throw wrongSetting('Won, Not Billed', 'a list of deals', value);
	const wrong = list.find(
		(deal: unknown) => typeof deal !== 'object' || deal === null || misfit('deal', deal) !== null,
	);
	if (wrong !== undefined) throw wrongSetting('Won, Not Billed', 'a list of whole deals', wrong);
	return list as Deal[];
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.trim() === '' ? '[]' : text) as unknown;
	} catch {
		return null;
	}
}
