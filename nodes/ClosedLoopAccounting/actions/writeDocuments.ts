import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Deal } from '../../shared/model/deal';
import type { Hold } from '../../shared/model/outcome';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import { runGrouped } from '../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../shared/node/runOperation';
import { booleanSetting, countSetting } from '../../shared/node/settings';
import type { AccountingPort } from '../../shared/systems/accounting';
import { isStopped, stopped } from '../deals/outcome';
import type { Settled, Told } from '../documents/settle';
import { openLedger, organisationSetting } from '../openLedger';

/** What every operation that writes documents is told, beside what it asks for itself. */
export interface WriteOptions {
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/** What one item asks for. `options` hold for all that are done together; items with others are another piece of work. */
interface Asked<Options> {
	deal: Deal | null;
	options: Options;
}

interface Writing<Input extends Asked<Options>, Options, Doc extends Told> {
	read(context: IExecuteFunctions, itemIndex: number): Input;
	write(port: AccountingPort, inputs: Input[], options: Options & WriteOptions): Promise<Array<Settled<Doc>>>;
	/** What an earlier step held the deal for and this one settles. */
	settles?(hold: Hold): boolean;
	/** The deal after its document was written. */
	written?(deal: Deal): Deal;
}

type Input<Own> = { organisation: string; preview: boolean; stopIfMoreThan: number; own: Own };

/**
 * An operation that writes documents of the ledger: one item for each, with the document beside it, and the deal where one was
 * given. A deal that an earlier step stopped passes untouched.
 */
export function writeDocuments<Own extends Asked<Options>, Options, Doc extends Told>(
	document: string,
	{ read, write, settles, written }: Writing<Own, Options, Doc>,
): Operation<Input<Own>> {
	return {
		read: (context, itemIndex) => ({
			organisation: organisationSetting(context, itemIndex),
			preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
			stopIfMoreThan: countSetting(context, 'stopIfMoreThan', 'Stop If More Than', itemIndex, 1),
			own: read(context, itemIndex),
		}),
		async run(context, inputs) {
			return await runGrouped(
				inputs,
				({ organisation, preview, stopIfMoreThan, own }) => [
					organisation,
					preview,
					stopIfMoreThan,
					own.options,
				],
				async (group) => {
					const [{ organisation, preview, stopIfMoreThan, own }] = group as [Input<Own>];
					const asked = group.map((input) => released(input.own, settles));
					const going = asked.filter(({ deal }) => deal === null || !isStopped(deal));
					const run = context.getExecutionId();
					const options = { ...own.options, preview, stopIfMoreThan, run, now: Date.now() };
					const settled =
						going.length === 0 ? [] : await write(await openLedger(context, organisation), going, options);
					return asked.map((one): Result<OperationOutput> => {
						const answer = settled[going.indexOf(one)];
						return answer === undefined
							? ok({ merge: {} })
							: outputOf(document, answer, one.deal, preview, written);
					});
				},
			);
		},
	};
}

/** The deal without the hold that this operation settles. */
function released<Own extends Asked<unknown>>(own: Own, settles?: (hold: Hold) => boolean): Own {
	const hold = own.deal?.hold;
	if (own.deal === null || hold === undefined || settles?.(hold) !== true) return own;
	const deal = { ...own.deal };
	delete deal.hold;
	return { ...own, deal };
}

function outputOf(
	name: string,
	settled: Settled<Told>,
	deal: Deal | null,
	preview: boolean,
	written?: (deal: Deal) => Deal,
): Result<OperationOutput> {
	if ('problem' in settled) return failed(settled.problem);
	const { document, hold } = settled;
	if (deal === null && document === null && hold !== null)
		return failed({ code: hold.code, message: hold.what, todo: hold.todo, scope: 'item' });
	const merge: IDataObject = { [name]: document as unknown as IDataObject };
	if (deal !== null) merge['deal'] = told(deal, settled, preview, written) as unknown as IDataObject;
	return ok({ merge });
}

function told(
	deal: Deal,
	{ document, hold }: Exclude<Settled<Told>, { problem: unknown }>,
	preview: boolean,
	written?: (deal: Deal) => Deal,
): Deal {
	if (hold !== null)
		return stopped(deal, { outcome: hold.code === 'uncertain' ? 'uncertain' : 'held', hold }, preview);
	return written !== undefined && document?.outcome === 'updated' ? written(deal) : deal;
}
