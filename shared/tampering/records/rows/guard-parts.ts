import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { queueUrlOf } from '../../../record/protected';
import { harm, none, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

const cloudformation = 'cloudformation.amazonaws.com';
/** A StackSet's id is its name, a colon and a GUID. */
const stackSet = rowsOf({
  source: cloudformation,
  subject: 'stackSets',
  targets: (record) =>
    named(
      'stackSetName',
      'stackSetId',
    )(record).map((name) => (name.startsWith('arn:') ? name : name.replace(/:.*$/, ''))),
});
const stack = rowsOf({
  source: cloudformation,
  subject: 'stacks',
  targets: named('stackName', 'stackId'),
});
const stacks = { id: 'GRD-05', title: "Take the guard's stacks away" };
const parts = { id: 'GRD-06', title: "Break the guard's queue, timer or table" };

const queue = rowsOf({
  source: 'sqs.amazonaws.com',
  subject: 'queues',
  targets: (record) => named('queueUrl')(record).map((url) => queueUrlOf(url, record)),
});
const table = rowsOf({
  source: 'dynamodb.amazonaws.com',
  subject: 'tables',
  targets: named('tableName'),
});
const machine = rowsOf({
  source: 'states.amazonaws.com',
  subject: 'stateMachines',
  targets: machineOf,
});
const schedule = rowsOf({
  source: 'scheduler.amazonaws.com',
  subject: 'schedules',
  targets: named('name'),
});
const parameter = rowsOf({
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

export const guardParts: readonly Row[] = [
  stackSet(
    stacks,
    ['DeleteStackInstances', 'DeleteStackSet', 'StopStackSetOperation'],
    says((target) => `StackSet ${target} no longer covers its accounts.`),
  ),
  stackSet(stacks, ['UpdateStackSet'], (_record, _known, target) =>
    unclear(`StackSet ${target} was updated.`),
  ),
  stack(
    stacks,
    ['DeleteStack'],
    says((target) => `Stack ${target} was deleted.`),
  ),
  stack(stacks, ['UpdateTerminationProtection'], ({ request }, _known, target) =>
    field(request, 'enableTerminationProtection') === true
      ? none
      : harm(`Stack ${target} may be deleted.`),
  ),
  {
    ...stacks,
    class: 'direct',
    events: { [cloudformation]: ['DeactivateOrganizationsAccess'] },
    targets: () => ['the organization'],
    effect: () => harm('StackSets no longer reach the accounts of the organization.'),
  },
  queue(
    parts,
    ['DeleteQueue', 'PurgeQueue'],
    says((target) => `Queue ${target} lost its signals.`),
  ),
  queue(parts, ['AddPermission', 'RemovePermission'], (_record, _known, target) =>
    unclear(`Who may use queue ${target} was changed.`),
  ),
  queue(parts, ['SetQueueAttributes'], (_record, _known, target) =>
    unclear(`Attributes of queue ${target} were set.`),
  ),
  table(
    parts,
    ['DeleteTable'],
    says((target) => `Table ${target} was deleted.`),
  ),
  machine(
    parts,
    ['DeleteStateMachine', 'StopExecution'],
    says((target) => `State machine ${target} was stopped or deleted.`),
  ),
  machine(parts, ['UpdateStateMachine'], (_record, _known, target) =>
    unclear(`State machine ${target} was rewritten.`),
  ),
  schedule(
    parts,
    ['DeleteSchedule'],
    says((target) => `Schedule ${target} was deleted.`),
  ),
  schedule(parts, ['UpdateSchedule'], ({ request }, _known, target) =>
    text(field(request, 'state')) === 'DISABLED'
      ? harm(`Schedule ${target} was disabled.`)
      : unclear(`Schedule ${target} was rewritten.`),
  ),
  parameter(
    parts,
    ['DeleteParameter', 'DeleteParameters'],
    says((target) => `Parameter ${target} was deleted.`),
  ),
  parameter(parts, ['PutParameter'], (_record, _known, target) =>
    unclear(`Parameter ${target} was overwritten.`),
  ),
];
