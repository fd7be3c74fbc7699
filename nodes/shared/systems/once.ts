/** Reads once, when it is first asked for; a failed read is not kept. */
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
