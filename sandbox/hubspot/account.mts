import { createRandom, type SeededRandom } from '../core/random.mts';
import type { Clock, HubSpotAccountFile, HubSpotRecord } from '../core/types.mts';
import { Associations } from './associations.mts';
import { dealValues, lineValues, stageDates, type Stage } from './calculated.mts';
import { Definitions } from './definitions.mts';
import { OBJECT_TYPES } from './objectTypes.mts';
import { RecordStore, type Properties, type Source, type StoredRecord } from './recordStore.mts';
import type { ValueContext } from './values.mts';

export interface Pipeline {
	id: string;
	label: string;
	displayOrder: number;
	stages: Stage[];
}

/** A rule of the portal's admin: where a record of this type looks like that, the property must be filled. */
export interface ValidationRule {
	type: string;
	when: { property: string; value: string } | null;
	requires: string;
}

const CALCULATED: Source = { type: 'CALCULATED', id: null };

/** One HubSpot account (portal) with all that is in it. */
export class Account {
	readonly file: HubSpotAccountFile;
	readonly portalId: number;
	readonly clock: Clock;
	readonly random: SeededRandom;
	readonly associations = new Associations();
	readonly pipelines: Pipeline[];
	readonly rules: ValidationRule[] = [];
	private readonly stores = new Map<string, RecordStore>();
	private readonly definitionsByType = new Map<string, Definitions>();

	constructor(file: HubSpotAccountFile, options: { clock: Clock; seed: number; searchLagMs: number }) {
		this.file = file;
		this.portalId = file.account.portalId;
		this.clock = options.clock;
		this.random = createRandom(options.seed + file.account.portalId);
		this.pipelines = file.pipelines.map((pipeline, order) => ({
			id: pipeline.id,
			label: pipeline.label,
			displayOrder: pipeline.displayOrder ?? order,
			stages: pipeline.stages.map((stage, index) => ({ ...stage, displayOrder: stage.displayOrder ?? index })),
		}));
		const now = new Date(options.clock.now()).toISOString();
		for (const type of OBJECT_TYPES) {
			const records = this.recordsOf(type.name);
			const definitions = new Definitions(type.name, file.properties?.[type.name] ?? [], now);
			if (type.name === 'deals') this.defineStageDates(definitions);
			if (type.name === 'products')
				for (const currency of this.currencies) definitions.adopt(`hs_price_${currency.toLowerCase()}`, now);
			const used = new Set<string>();
			for (const { properties } of records) for (const name in properties) used.add(name);
			for (const name of used) definitions.adopt(name, now);
			this.definitionsByType.set(type.name, definitions);
			const store = new RecordStore(type, options.clock, options.searchLagMs);
			store.load(records);
			this.stores.set(type.name, store);
		}
		for (const type of OBJECT_TYPES)
			for (const record of this.recordsOf(type.name)) this.associate(type.name, record);
		for (const line of this.store('line_items').all()) this.calculateLine(line, true);
		for (const deal of this.store('deals').all()) this.calculateDeal(deal, true);
		for (const store of this.stores.values()) store.settle();
	}

	private recordsOf(type: string): HubSpotRecord[] {
		return (this.file as unknown as Record<string, HubSpotRecord[] | undefined>)[type] ?? [];
	}

	private defineStageDates(definitions: Definitions): void {
		for (const { id, label } of this.pipelines.flatMap(({ stages }) => stages)) {
			definitions.addCalculated(
				`hs_v2_date_entered_${id}`,
				`Date entered "${label}"`,
				'datetime',
				'dealinformation',
			);
			definitions.addCalculated(
				`hs_v2_date_exited_${id}`,
				`Date exited "${label}"`,
				'datetime',
				'dealinformation',
			);
		}
	}

	private associate(from: string, record: HubSpotRecord): void {
		for (const [to, targets] of Object.entries(record.associations ?? {})) {
			const kinds = this.associations.typesBetween(from, to);
			const plain = this.associations.plainType(from, to);
			targets.forEach((target, index) => {
				const { id, label } = typeof target === 'string' ? { id: target, label: null } : target;
				const primary = kinds.find((kind) => kind.primary);
				if (plain) this.associations.add(plain, record.id, id);
				if (primary && index === 0) this.associations.add(primary, record.id, id);
				if (label !== null) this.associations.add(this.associations.label(from, to, label)[0]!, record.id, id);
			});
		}
	}

	store(type: string): RecordStore {
		return this.stores.get(type)!;
	}

	definitions(type: string): Definitions {
		return this.definitionsByType.get(type)!;
	}

	get currencies(): string[] {
		const { companyCurrency, additionalCurrencies } = this.file.account;
		return [companyCurrency, ...(additionalCurrencies ?? [])];
	}

	get valueContext(): ValueContext {
		return {
			isOwner: (id) => this.file.owners.some((owner) => owner.id === id),
			currencies: this.currencies,
		};
	}

	findStage(stageId: string | null | undefined, pipelineId?: string | null): Stage | undefined {
		const pipelines = this.pipelines.filter(({ id }) => !pipelineId || id === pipelineId);
		return pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId);
	}

	isWonStage(stageId: string): boolean {
		const metadata = this.findStage(stageId)?.metadata;
		return metadata?.isClosed === 'true' && Number(metadata.probability) === 1;
	}

	nextStep(): number {
		return this.random.int(1, 97);
	}

	/** Brings what HubSpot computes in line with a record that was written, and with those that hang on it. */
	recalculate(type: string, record: StoredRecord): void {
		if (type === 'line_items') {
			this.calculateLine(record);
			for (const id of this.associations.idsOf(type, record.id, 'deals')) this.recalculateDeal(id);
		}
		if (type === 'deals') this.recalculateDeal(record.id);
	}

	/** As `recalculate`, for the deals and lines of associations that were made or parted. */
	relinked(type: string, id: string): void {
		const record = this.store(type).get(id);
		if (record) this.recalculate(type, record);
	}

	/** Moves a record's last change without changing anything else. */
	touch(type: string, id: string, source: Source): void {
		const record = this.store(type).get(id);
		if (record) this.store(type).write(record, {}, source);
	}

	private recalculateDeal(id: string): void {
		const deal = this.store('deals').get(id);
		if (!deal) return;
		for (const lineId of this.associations.idsOf('deals', id, 'line_items')) {
			const line = this.store('line_items').get(lineId);
			if (line) this.calculateLine(line);
		}
		this.calculateDeal(deal);
	}

	/** A line of a company file keeps the figures that stand there: a real export carries real ones. */
	private calculateLine(line: StoredRecord, loading = false): void {
		const computed = lineValues(line.properties, this.currencyOfLine(line.id));
		const given = loading ? present(line.properties) : {};
		this.storeChanged('line_items', line, { ...computed, ...pick(given, computed) });
	}

	private currencyOfLine(lineId: string): string {
		const dealId = this.associations.idsOf('line_items', lineId, 'deals')[0];
		const quoteId = this.associations.idsOf('line_items', lineId, 'quotes')[0];
		const deal = dealId === undefined ? undefined : this.store('deals').get(dealId);
		const quote = quoteId === undefined ? undefined : this.store('quotes').get(quoteId);
		return (
			deal?.properties['deal_currency_code'] ||
			quote?.properties['hs_currency'] ||
			this.file.account.companyCurrency
		);
	}

	private calculateDeal(deal: StoredRecord, loading = false): void {
		const lines = this.associations
			.idsOf('deals', deal.id, 'line_items')
			.map((id) => this.store('line_items').get(id)?.properties)
			.filter((line) => line !== undefined);
		const stage = this.findStage(deal.properties['dealstage']);
		const past = this.store('deals').historyOf(deal, 'dealstage');
		const untold = loading && !deal.history.has('dealstage');
		const dates = untold ? this.assumedDates(deal.properties) : stageDates(past, (id) => this.isWonStage(id));
		const computed = { ...dealValues(deal.properties, stage, lines, this.file.account.companyCurrency), ...dates };
		const given = loading ? pick(present(deal.properties), dates) : {};
		this.storeChanged('deals', deal, { ...computed, ...given });
		if (untold) this.assumeHistory(deal);
	}

	/** A deal whose past the company file does not tell came into a closed stage when it was closed, into another when it was made. */
	private assumedDates(deal: Properties): Record<string, string | null> {
		const stage = deal['dealstage'] ?? '';
		const closed = this.findStage(stage)?.metadata.isClosed === 'true';
		const at = (closed ? deal['closedate'] : null) ?? deal['createdate'] ?? null;
		return {
			[`hs_v2_date_entered_${stage}`]: at,
			hs_closed_won_date: this.isWonStage(stage) ? at : null,
		};
	}

	private assumeHistory(deal: StoredRecord): void {
		const stage = deal.properties['dealstage'];
		const entered = stage && deal.properties[`hs_v2_date_entered_${stage}`];
		if (!entered) return;
		const past = { value: stage, timestamp: Date.parse(entered), sourceType: 'CRM_UI', sourceId: null };
		this.store('deals').tellHistory(deal, 'dealstage', [past]);
	}

	private storeChanged(type: string, record: StoredRecord, values: Record<string, string | null>): void {
		const changed = Object.entries(values).filter(([name, value]) => (record.properties[name] ?? null) !== value);
		if (changed.length > 0) this.store(type).store(record, Object.fromEntries(changed), CALCULATED);
	}
}

function present(properties: Properties): Record<string, string> {
	const entries = Object.entries(properties).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
	return Object.fromEntries(entries);
}

function pick(from: Record<string, string>, names: object): Record<string, string> {
	return Object.fromEntries(Object.entries(from).filter(([name]) => name in names));
}
