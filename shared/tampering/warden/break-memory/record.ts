import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { harm, unclear } from '../../../record/row';
import { asks, each, named, rowsOf, says } from '../../records/rows-of';
import { breakMemory } from './told';

const onTable = rowsOf({
  source: 'dynamodb.amazonaws.com',
  subject: 'tables',
  targets: named('tableName'),
});
const onMachine = rowsOf({
  source: 'states.amazonaws.com',
  subject: 'stateMachines',
  targets: machineOf,
});
const onSchedule = rowsOf({
  source: 'scheduler.amazonaws.com',
  subject: 'schedules',
  targets: named('name'),
});
const onParameter = rowsOf({
  source: 'ssm.amazonaws.com',
  subject: 'parameters',
  targets: named('name', 'names'),
});

/** An execution's ARN names its machine before its own name. */
function machineOf(record: LogRecord): readonly string[] {
  const executions = named('executionArn')(record).map((arn) =>
    arn.replace(':execution:', ':stateMachine:'),
  );
  return [...named('stateMachineArn')(record), ...executions];
}

export const breakMemoryRecords = [
  onTable(breakMemory, { DeleteTable: says((target) => `Table ${target} was deleted.`) }),
  onMachine(breakMemory, {
    ...each(
      ['DeleteStateMachine', 'StopExecution'],
      says((target) => `State machine ${target} was stopped or deleted.`),
    ),
    UpdateStateMachine: asks((target) => `State machine ${target} was rewritten.`),
  }),
  onSchedule(breakMemory, {
    DeleteSchedule: says((target) => `Schedule ${target} was deleted.`),
    UpdateSchedule: ({ request }, _known, target) =>
      text(field(request, 'state')) === 'DISABLED'
        ? harm(`Schedule ${target} was disabled.`)
        : unclear(`Schedule ${target} was rewritten.`),
  }),
  onParameter(breakMemory, {
    ...each(
      ['DeleteParameter', 'DeleteParameters'],
      says((target) => `Parameter ${target} was deleted.`),
    ),
    PutParameter: asks((target) => `Parameter ${target} was overwritten.`),
  }),
];
