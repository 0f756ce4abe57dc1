import type { Facts } from '../facts';
import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

const WHY =
  'Trailwarden has none; a replay knows them where the list of what is protected names one.';

/** Without its table the warden knows no baseline: it still hears, and puts nothing back. */
export const breakMemory: ReportedRow = {
  row: 'GRD-06',
  title: "Break Trailwarden's table or timers",
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
  // Queues are: close-queue and delete-queue put them back.
  restored: ({ eventSource }) => eventSource === 'sqs.amazonaws.com',
  guidance: (facts) => [
    planned(facts, 'The table is protected from deletion: somebody took that away first.'),
    `Preserve: ${inPlace(`aws dynamodb list-backups --table-name ${facts.target}`, facts)}; ${inPlace(`aws dynamodb describe-continuous-backups --table-name ${facts.target}`, facts)}`,
    `Undo: ${undo(facts)}`,
    'Baselines are sealed: rows that were altered are refused and reported. Until the table is back nothing is restored: watch trails by hand (trailwarden sweep).',
    goesOn(facts),
  ],
  drill: ({ securityAccountId, homeRegion }) =>
    told({
      accountId: securityAccountId,
      region: homeRegion,
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'DeleteTable',
      // Not a table that exists: nothing is deleted, and the record is the same.
      requestParameters: { tableName: 'trailwarden' },
    }),
};

const undo = (facts: Facts): string =>
  facts.eventSource === 'dynamodb.amazonaws.com'
    ? inPlace(
        `aws dynamodb restore-table-to-point-in-time --source-table-name ${facts.target} --target-table-name ${facts.target} --restore-date-time <before ${facts.at}>`,
        facts,
      )
    : `deploy it again from the reviewed commit: npx serverless deploy --region ${facts.region}`;
