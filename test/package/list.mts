/** After a build, prints what ships: `npm run build && node test/package/list.mts > test/package/files.txt`. */
import { join } from 'node:path';
import { pack } from './pack.mts';

const packed = pack(join(import.meta.dirname, '..', '..'));
console.log(packed.files.join('\n'));
packed.remove();
