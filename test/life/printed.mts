import type { LifeOptions, LifeReport } from './week.mts';

/** The report as a person reads it. */
export function printed({ books, customers, days, seed }: LifeOptions, report: LifeReport): string {
	const counts = (record: Record<string, number>) =>
		Object.entries(record)
			.sort(([a], [b]) => a.localeCompare(b))
			.map(([name, count]) => `${name} ${count}`)
			.join(', ');
	return [
		'',
		`${books}: ${customers} customers, ${days} days, seed ${seed}`,
		`events: ${counts(report.events)}`,
		`calls: ${counts(report.calls)}`,
		`questions asked ${report.asked.length}, planted ${report.planted.length}`,
		`differences left ${report.differences.length}`,
		`writes of the last run ${report.lastWrites.length}`,
		'',
	].join('\n');
}
