import { runSuite } from './suite.mts';
import { xero } from './ledgers/xero.mts';

runSuite(xero);
