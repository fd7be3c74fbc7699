/** Prints the mix of a company: `node sandbox/company/print.mts [--deals N --contacts N --seed S]`; without flags the believable one. */
import { parseArgs } from 'node:util';
import { believableCompany, billFrom } from './believable.mts';
import { FLAWS, countMix } from './flaws.mts';
import { generateCompany } from './generate.mts';

const { values } = parseArgs({
	options: { deals: { type: 'string' }, contacts: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const generated = values.deals !== undefined || values.contacts !== undefined;
const company = generated
	? generateCompany({
			deals: Number(values.deals ?? 100),
			contacts: Number(values.contacts ?? 0),
			seed: Number(values.seed),
		})
	: believableCompany();
const mix = countMix(company, billFrom());
const share = (count: number) => `${((100 * count) / Math.max(1, mix.won)).toFixed(1)} %`.padStart(8);

console.log(`${company.name ?? ''}: ${company.hubspot.deals.length} deals, ${company.hubspot.line_items.length} lines`);
console.log(
	`${company.hubspot.companies.length} companies and ${company.hubspot.contacts.length} contacts in the CRM, ${company.xero.Contacts.length} contacts in the ledger`,
);
console.log(`${mix.won} won since ${billFrom()}:`);
console.log(`  ${'clean'.padEnd(22)}${String(mix.clean).padStart(6)}${share(mix.clean)}`);
for (const flaw of FLAWS)
	console.log(`  ${flaw.padEnd(22)}${String(mix.flaws[flaw]).padStart(6)}${share(mix.flaws[flaw])}`);
