import { runSuite } from './suite.mts';
import { quickBooksUk } from './ledgers/quickbooks.mts';

runSuite(quickBooksUk);
