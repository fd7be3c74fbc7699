/** `npm run templates`: writes the templates anew from their one source. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printed, templates } from './templates.mts';

const folder = join(import.meta.dirname, '..');
for (const [file, template] of Object.entries(templates)) writeFileSync(join(folder, file), printed(template));
