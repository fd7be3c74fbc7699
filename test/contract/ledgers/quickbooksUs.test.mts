import { runSuite } from './suite.mts';
import { quickBooksUs } from './ledgers/quickbooks.mts';

runSuite(quickBooksUs);
