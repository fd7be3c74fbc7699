/** placeholder filled below */
export function html(name: string): string {
	return `<!doctype html><title>${name}</title>`;
}
