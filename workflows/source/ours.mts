/** Our own nodes in the templates, and how they read the step Settings. */
import type { NodeInput } from './flow.mts';

/** Settings are read by the name of their step, never from the item: a step that drops fields must not turn preview off. */
export const setting = (name: string) => `={{ $('Settings').first().json.${name} }}`;

export const CRM = 'n8n-nodes-closed-loop.closedLoopCrm';
export const ACCOUNTING = 'n8n-nodes-closed-loop.closedLoopAccounting';

/** Makes nodes of one type that are set to one system. */
export function nodeOf(type: string, system: { value: string; authentication?: string }) {
	return (
		name: string,
		position: NodeInput['position'],
		parameters: Record<string, unknown>,
		onError?: NodeInput['onError'],
	): NodeInput => ({
		name,
		type,
		typeVersion: 1,
		position,
		parameters: {
			system: system.value,
			...(system.authentication !== undefined && { authentication: system.authentication }),
			...parameters,
		},
		...(onError ? { onError } : {}),
	});
}

/**
 * Parameters of *Invoice: Get Changes* for deals, by the step Settings. `often` is the schedule that reads the feed of changes alone; every
 * other start also lists what is open.
 */
export const changedOfDeals = (often: string): Record<string, unknown> => ({
	resource: 'invoice',
	operation: 'getChanges',
	organisation: setting('organisation'),
	lookBack: setting('lookBackDays'),
	onlyDeals: true,
	alsoOpen: `={{ !$('${often}').isExecuted }}`,
});

/**
 * What a flow stops with: each error once, with what to do, and the first of the records that met it. `name` is an expression over
 * `json`.
 */
export const problems = (records: string, name: string) =>
	`={{ $input.all().length + ' of the ${records} could not be handled. ' + Object.entries($input.all().reduce((met, { json }) => { const what = [json.error, json.message].filter(Boolean).join('. ') || json.deal?.billing?.reason; return { ...met, [what]: [...(met[what] ?? []), ${name}] }; }, {})).slice(0, 5).map(([what, names]) => what + ' (' + names.slice(0, 5).join(', ') + (names.length > 5 ? ' and ' + (names.length - 5) + ' more' : '') + ')').join('; ') }}`;
