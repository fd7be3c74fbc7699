import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Result } from '../../../shared/model/result';
import { failed, ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { countSetting } from '../../../shared/node/settings';
import type { AccountingPort } from '../../../shared/systems/accounting';
import type { FinancialsOptions, Standing } from '../../financials/customerFinancials';
import { financialsDue, financialsOf } from '../../financials/customerFinancials';
import { idParameter, notFound } from '../../ids';
import { MOST_DAYS_BACK } from '../../lookBack';
import { openLedger, organisationSetting } from '../../openLedger';
import { optionsOf } from '../../readSettings';
import { choiceSetting, flagOption } from '../options';

interface Input {
	organisation: string;
	/** Null asks for all that are due. */
	customerId: string | null;
	lookBack: number;
	everyYear: boolean;
	options: Omit<FinancialsOptions, 'now'>;
}

const DAY = 86_400_000;

/** Customer: Get Financials. Beside the item of each customer chosen, or one item for each customer that is due. */
export const getFinancials: Operation<Input> = {
	read(context, itemIndex) {
		const of = choiceSetting(context, 'financialsOf', 'Of', itemIndex, ['due', 'chosen']);
		return {
			organisation: organisationSetting(context, itemIndex),
			options: flags(context, itemIndex),
			...(of === 'chosen'
				? {
						customerId: idParameter(context, 'customerId', 'Customer ID', itemIndex),
						lookBack: 0,
						everyYear: true,
					}
				: due(context, itemIndex)),
		};
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ customerId, ...same }) => [customerId === null, same],
			async (group) => {
				const [{ organisation, customerId, lookBack, everyYear, ...first }] = group as [Input];
				const port = await openLedger(context, organisation);
				const now = Date.now();
				const options = { ...first.options, now };
				if (customerId !== null) return await chosen(port, group, options);
				const since = new Date(now - lookBack * DAY).toISOString();
				const items = outputs(await financialsDue(port, { ...options, since, everyYear }));
				return group.map((_, index) => (index === 0 ? items : ok({ items: [] })));
			},
		);
	},
};

function flags(context: IExecuteFunctions, itemIndex: number): Omit<FinancialsOptions, 'now'> {
	const options = optionsOf(context, itemIndex);
	return {
		fullHistory: flagOption(options['fullHistory'], 'Full History'),
		whatTheyBought: flagOption(options['whatTheyBought'], 'What They Bought'),
	};
}

function due(context: IExecuteFunctions, itemIndex: number): Pick<Input, 'customerId' | 'lookBack' | 'everyYear'> {
	const years = choiceSetting(context, 'yearOf', 'Last 12 Months Of', itemIndex, ['changed', 'all']);
	const lookBack = countSetting(context, 'lookBack', 'Look Back', itemIndex, 1);
	return { customerId: null, lookBack: Math.min(lookBack, MOST_DAYS_BACK), everyYear: years === 'all' };
}

async function chosen(
	port: AccountingPort,
	group: Input[],
	options: FinancialsOptions,
): Promise<Array<Result<OperationOutput>>> {
	const ids = [...new Set(group.map(({ customerId }) => customerId ?? ''))];
	const read = await port.customersById(ids);
	const found = read.flatMap((result) => (result.ok && result.value !== null ? [result.value] : []));
	const told = await financialsOf(port, found, options);
	const byId = new Map(found.map(({ ledgerId }, index) => [ledgerId, told[index] as Result<Standing>]));
	return group.map(({ customerId }): Result<OperationOutput> => {
		const result = read[ids.indexOf(customerId ?? '')];
		if (result?.ok === false) return result;
		const standing = byId.get(result?.value?.ledgerId ?? '');
		if (standing === undefined) return failed(notFound('customer', customerId ?? '', port.traits.label));
		if (!standing.ok) return standing;
		return ok({ merge: { customer: result?.value, ...onlyFigures(standing.value) } as unknown as IDataObject });
	});
}

function onlyFigures({ financials }: Standing) {
	return { financials };
}

/** One customer whose figures cannot be told must not hide the others: it is told in its place. */
function outputs(results: Array<Result<Standing>>): Result<OperationOutput> {
	const items = results.map((result) =>
		result.ok ? result.value : { error: result.problem.message, details: result.problem },
	);
	return ok({ items: items as unknown as IDataObject[] });
}
