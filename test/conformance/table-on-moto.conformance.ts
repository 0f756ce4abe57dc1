import { startMoto } from './start-moto';
import { tableScenario } from './table-scenario';

// moto 5.2.5 answers two UpdateItem at once with "An expression attribute value used in expression is
// not defined": its threads share what they parse.
tableScenario({ start: startMoto, isRaceSafe: false });
