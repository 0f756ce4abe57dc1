import { startDynamoDbLocal } from './start-dynamodb-local';
import { tableScenario } from './table-scenario';

tableScenario({ start: startDynamoDbLocal, isRaceSafe: true });
