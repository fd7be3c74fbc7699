import { runSuite } from './suite.mts';
import { sage } from './ledgers/sage.mts';

runSuite(sage);
