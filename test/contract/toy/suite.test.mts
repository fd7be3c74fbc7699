/** A fourth ledger passes the contract of the three. */
import { runSuite } from '../ledgers/suite.mts';
import { register } from './adding.mts';
import { toy } from './ledger.mts';

register();
runSuite(toy);
