import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { bareNameOf } from '../../record/protected';
import { harm, unclear } from '../../record/row';
import { asks, each, named, rowsOf, says } from '../records/rows-of';
import { DEPLOY, DEPLOY_AGAIN } from '../reported/deploy-again';
import type { Facts } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

const WHY =
  'Trailwarden has none; a replay knows them where the list of what is protected names one.';

/** Without its table the warden knows no baseline: it still hears, and puts nothing back. */
export const breakMemory: ToldRow = {
  row: 'GRD-06',
  title: "Break Trailwarden's table or timers, or purge a queue",
  severity: 'critical',
  mitre: ['T1485', 'T1685'],
  notUndone: 'A table comes back from a point in time that a human has to choose.',
  notForwarded: {
    'states.amazonaws.com DeleteStateMachine': WHY,
    'states.amazonaws.com StopExecution': WHY,
    'states.amazonaws.com UpdateStateMachine': WHY,
    'ssm.amazonaws.com DeleteParameter': WHY,
    'ssm.amazonaws.com DeleteParameters': WHY,
    'ssm.amazonaws.com PutParameter': WHY,
  },
  // Queues are: close-queue and delete-queue put them back. What was purged from one, nothing brings back.
  restored: ({ eventSource, eventName }) =>
    eventSource === 'sqs.amazonaws.com' && eventName !== 'PurgeQueue',
  planned: ({ eventName }) =>
    eventName === 'PurgeQueue'
      ? 'Nothing of ours purges a queue.'
      : 'The table is protected from deletion: that protection was taken away first.',
  toDo: (facts) => [
    undo(facts),
    'Baselines are sealed: rows that were altered are refused and reported. Until the table is back nothing is restored: watch trails by hand (trailwarden sweep).',
  ],
  // Not a table that exists: nothing is deleted, and the record is the same.
  drill: telling('security', 'dynamodb:DeleteTable', () => ({ tableName: 'trailwarden' })),
};

function undo(facts: Facts): Lines {
  if (facts.eventName === 'PurgeQueue') {
    return 'What waited in it is gone and was never handled: look at every account now (trailwarden sweep), and read the log files since an hour before it (trailwarden replay).';
  }
  if (facts.eventSource !== 'dynamodb.amazonaws.com') {
    return [
      'A deployment does not bring back what its template still has: where this one does not, make the part by hand as the template says.',
      DEPLOY_AGAIN,
    ];
  }
  const target = bareNameOf(facts.target); // AWS takes an ARN to delete a table, and no ARN to make one
  return [
    {
      // Of a table with point-in-time recovery AWS keeps one for 35 days. [D] amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks
      'Find the backup that AWS made of it when it was deleted, of type SYSTEM, in {accountId}': `aws dynamodb list-backups --table-name ${target} --backup-type ALL --region {region}`,
      Undo: `aws dynamodb restore-table-from-backup --target-table-name ${target} --backup-arn <arn-of-the-system-backup> --region {region}`,
    },
    'What comes back has no stream, expiry, point-in-time recovery, deletion protection or tags: turn each on again.',
    ...[
      `update-table --table-name ${target} --deletion-protection-enabled --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES`,
      `update-continuous-backups --table-name ${target} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
      `update-time-to-live --table-name ${target} --time-to-live-specification Enabled=true,AttributeName=expiresAt`,
    ].map((call) => ({ Then: `aws dynamodb ${call} --region {region}` })),
    {
      'Then deploy, since the investigator and the notifier hang on the old stream': DEPLOY,
    },
  ];
}

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
