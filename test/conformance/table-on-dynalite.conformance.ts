import { startDynalite } from './start-dynalite';
import { tableScenario } from './table-scenario';

tableScenario({ start: startDynalite, isRaceSafe: true });
