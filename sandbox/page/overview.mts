import type { SimulatedSystem } from '../core/types.mts';

/** What the overview is drawn from. */
export interface PageSource {
	name: string;
	hubspot: SimulatedSystem;
	xero: SimulatedSystem;
}

export function overview(source: PageSource): Record<string, unknown> {
	return { name: source.name };
}
