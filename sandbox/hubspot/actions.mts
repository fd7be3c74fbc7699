import type { PersonAction } from '../core/types.mts';
import type { Account } from './account.mts';
import { mergeRecords } from './merge.mts';
import type { Source, StoredRecord } from './recordStore.mts';
import { archive, prepareCreate, prepareUpdate, type WriteContext } from './write.mts';

const PERSON: Source = { type: 'CRM_UI', id: 'userId:1' };
const CONTEXT: WriteContext = { source: PERSON, enforceRules: false };

/** What people do in HubSpot's own pages, in the main account. Each throws what HubSpot would show them. */
export function createActions(account: Account): PersonAction[] {
	const find = (type: string, id: string): StoredRecord => {
		const record = account.store(type).get(id);
		if (!record) throw new Error(`HubSpot has no ${account.store(type).type.singular} ${id}`);
		return record;
	};
	const edit = (type: string, id: string, values: Record<string, unknown>): void => {
		prepareUpdate(account, type, find(type, id), values, CONTEXT)();
	};
	/** The UI sets the close date when a deal is closed (apis/hubspot.md section 9, 18); `input.closedate` is another one. */
	const move = (id: string, stageId: string, input: Record<string, string>): void => {
		const pipeline = account.pipelines.find(({ stages }) => stages.some((stage) => stage.id === stageId));
		if (!pipeline) throw new Error(`There is no stage ${stageId}`);
		const closes = account.findStage(stageId)?.metadata.isClosed === 'true';
		const closedate = input['closedate'] ?? new Date(account.clock.now()).toISOString();
		edit('deals', id, { pipeline: pipeline.id, dealstage: stageId, ...(closes ? { closedate } : {}) });
	};
	const stageOf = (id: string, wanted: (stageId: string) => boolean): string => {
		const pipeline = account.pipelines.find(
			(candidate) => candidate.id === find('deals', id).properties['pipeline'],
		);
		const stage = pipeline?.stages.find((candidate) => wanted(candidate.id));
		if (!stage) throw new Error(`The pipeline of deal ${id} has no such stage`);
		return stage.id;
	};

	return [
		{
			name: 'winDeal',
			label: 'Move to Closed Won',
			on: 'deal',
			run: (id, input) => move(id, input['stage'] ?? stageOf(id, (stage) => account.isWonStage(stage)), input),
		},
		{
			name: 'reopenDeal',
			label: 'Move back to the first stage',
			on: 'deal',
			run: (id, input) =>
				move(
					id,
					stageOf(id, (stage) => account.findStage(stage)?.metadata.isClosed !== 'true'),
					input,
				),
		},
		{
			name: 'moveDeal',
			label: 'Move to a stage',
			on: 'deal',
			run: (id, input) => move(id, input['stage'] ?? '', input),
		},
		{ name: 'editDeal', label: 'Edit the deal', on: 'deal', run: (id, input) => edit('deals', id, input) },
		{
			name: 'editCompany',
			label: 'Edit the company',
			on: 'company',
			run: (id, input) => edit('companies', id, input),
		},
		{
			name: 'editContact',
			label: 'Edit the contact',
			on: 'contact',
			run: (id, input) => edit('contacts', id, input),
		},
		{
			name: 'editLineItem',
			label: 'Edit the line',
			on: 'line_item',
			run: (id, input) => edit('line_items', id, input),
		},
		{
			name: 'addLineItem',
			label: 'Add a line',
			on: 'deal',
			run: (id, input) => {
				const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 20 }];
				const associations = [{ to: { id: find('deals', id).id }, types }];
				prepareCreate(account, 'line_items', { properties: input, associations }, CONTEXT)();
			},
		},
		{
			name: 'removeLineItem',
			label: 'Delete the line',
			on: 'line_item',
			run: (id) => void archive(account, 'line_items', find('line_items', id).id),
		},
		{
			name: 'deleteDeal',
			label: 'Delete the deal',
			on: 'deal',
			run: (id) => void archive(account, 'deals', find('deals', id).id),
		},
		{
			name: 'answerBilling',
			label: 'Answer the billing question',
			on: 'deal',
			run: (id, input) => edit('deals', id, answer(account, input)),
		},
		{
			name: 'mergeCompanies',
			label: 'Merge another company into this one',
			on: 'company',
			run: (id, input) => void mergeRecords(account, 'companies', id, input['other'] ?? '', PERSON),
		},
		{
			name: 'labelCompany',
			label: 'Label a company of the deal',
			on: 'deal',
			run: (id, input) => {
				const company = find('companies', input['company'] ?? '').id;
				const kind = account.associations.label('deals', 'companies', input['label'] ?? 'Bill to')[0]!;
				account.associations.add(kind, find('deals', id).id, company);
			},
		},
		{
			name: 'requireProperty',
			label: 'Require a property on deals (rule of the portal)',
			on: 'account',
			run: (_id, input) => {
				const when = input['when'] ? { property: input['when'], value: input['value'] ?? '' } : null;
				account.rules.push({ type: input['type'] ?? 'deals', when, requires: input['requires'] ?? '' });
			},
		},
		{
			name: 'dropRules',
			label: 'Drop the rules of the portal',
			on: 'account',
			run: () => void account.rules.splice(0),
		},
	];
}

/** The properties behind *Billing answer* and *Answer detail*, found by their labels, since their names are the package's affair. */
function answer(account: Account, input: Record<string, string>): Record<string, string> {
	const labelled = (label: string) =>
		account
			.definitions('deals')
			.list(false)
			.find((definition) => definition.label.toLowerCase() === label);
	const question = labelled('billing answer');
	if (!question) throw new Error('The deal has no property "Billing answer" yet: run Setup Create Fields');
	const given = input['answer'] ?? '';
	const option = question.options.find(
		({ label, value }) => value === given || label.toLowerCase() === given.toLowerCase(),
	);
	const detail = labelled('answer detail');
	return {
		[question.name]: option?.value ?? given,
		...(detail && input['detail'] !== undefined ? { [detail.name]: input['detail'] } : {}),
	};
}
