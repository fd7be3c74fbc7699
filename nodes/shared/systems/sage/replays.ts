import type { WriteAttempt } from '../accounting';
import type { SageClient } from './client';
import type { Text, WireRef } from './wire';
import { text } from './wire';

/** Sage's times are whole seconds. */
const SLACK_MS = 2000;

interface Made extends WireRef {
	created_at?: Text;
	deleted_at?: Text;
}

interface Making<T extends Made> {
	client: Pick<SageClient, 'clock' | 'now'>;
	attempt: WriteAttempt;
	write(attempt: WriteAttempt): Promise<T | null>;
	/** The record as it stands now; null where it is gone. */
	read(id: string): Promise<T | null>;
	/** Why what a person has deleted is not made anew; left out, it is. */
	removed?: Error;
}

/**
 * Makes a record, and sees through old answers: for seven days Sage answers a create with what it answered first, whatever has
 * become of the record (apis/sage.md 3a). One that stands is given as it is now.
 */
export async function makeOnce<T extends Made>({
	client,
	attempt,
	write,
	read,
	removed,
}: Making<T>): Promise<T | null> {
	const since = client.clock();
	const wire = await write(attempt);
	if (wire === null || !isBefore(wire, since)) return wire;
	const now = await read(wire.id ?? '');
	if (now !== null && text(now.deleted_at) === null) return now;
	if (removed !== undefined) throw removed;
	return await write({ fresh: attempt.fresh + 1, run: `${attempt.run} ${client.now()}` });
}

function isBefore({ created_at: made }: Made, since: string | null): boolean {
	return since !== null && Date.parse(text(made) ?? '') < Date.parse(since) - SLACK_MS;
}
