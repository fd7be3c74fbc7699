import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Deal } from '../../../shared/model/deal';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import { isRecord } from '../../../shared/node/isRecord';
import type { Operation } from '../../../shared/node/runOperation';
import { documentParameter, wrongSetting } from '../../../shared/node/settings';
import { openLedger, organisationSetting } from '../../openLedger';
import type { ProductSettings } from '../../products/matchDealProducts';
import { matchDealProducts } from '../../products/matchDealProducts';
import { optionsOf } from '../../readSettings';

interface Input {
	organisation: string;
	deal: Deal;
	settings: ProductSettings;
}

const MODES: Array<ProductSettings['noMatch']> = ['bill', 'hold', 'fallback'];

/** Product: Match. Puts an item of the ledger on each line of the deal, or says why not; writes nothing. */
export const match: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		settings: settingsOf(context, itemIndex),
		deal: documentParameter<Deal>(context, 'deal', 'Deal', itemIndex),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation, settings }) => ({ organisation, settings }),
			async (group) => {
				const [{ organisation, settings }] = group as [Input];
				const port = await openLedger(context, organisation);
				const deals = await matchDealProducts(
					port,
					group.map(({ deal }) => deal),
					settings,
				);
				return deals.map((deal) => ok({ merge: { deal: deal as unknown as IDataObject } }));
			},
		);
	},
};

function settingsOf(context: IExecuteFunctions, itemIndex: number): ProductSettings {
	const options = optionsOf(context, itemIndex);
	const asked = options['noMatch'] ?? 'bill';
	const noMatch = MODES.find((mode) => mode === asked);
	if (noMatch === undefined) throw wrongSetting('If None Matches', `one of ${MODES.join(', ')}`, asked);
	const fallback = options['fallbackItem'];
	const fallbackItem = typeof fallback === 'string' && fallback.trim() !== '' ? fallback.trim() : null;
	if (noMatch === 'fallback' && fallbackItem === null) throw wrongSetting('Fallback Item', 'an item', fallback);
	return { noMatch, fallbackItem, aliases: aliasesOf(options['aliases']) };
}

/** JSON text or an object, SKU -> item code. */
function aliasesOf(value: unknown): Record<string, string> {
	if (value === undefined || value === null || value === '') return {};
	const table = typeof value === 'string' ? parsed(value) : value;
	if (!isRecord(table)) throw wrongSetting('Aliases', 'an object of SKUs and item codes', value);
	const pairs = Object.entries(table);
	if (pairs.some(([, code]) => typeof code !== 'string'))
		throw wrongSetting('Aliases', 'an object of SKUs and item codes', value);
	return Object.fromEntries(pairs) as Record<string, string>;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
