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

/** Reads once; a failed read is not kept. */
export function once<T>(read: () => Promise<T>): () => Promise<T> {
	let kept: Promise<T> | null = null;
	return async () => {
		kept ??= read();
		const asked = kept;
		return await asked.catch((error: unknown) => {
			if (kept === asked) kept = null;
			return Promise.reject(error);
		});
	};
}
