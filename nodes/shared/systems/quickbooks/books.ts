import type { QuickBooksClient } from './client';
import type { ItemIndex } from './items';
import type { Company } from './settings';

/** What documents are read and written with: the company behind a client, each part read once when it is first needed. */
export interface Books {
	client: QuickBooksClient;
	company(): Promise<Company>;
	items(): Promise<ItemIndex>;
	/** After items were made or changed they are read again. */
	forgetItems(): void;
	currencies(): Promise<string[]>;
}
