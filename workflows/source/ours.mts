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
