import { type Known, nothingKnown } from '../../shared/record/known';
import { readRecord } from '../../shared/record/log-record';
import { type Judged, judge } from '../../shared/tampering/records/judge';

/** Everything a record can hit is on this list. */
export const ours: Known = {
  ...nothingKnown,
  complete: true,
  subjects: {
    trails: ['arn:aws:cloudtrail:us-east-1:111122223333:trail/main'],
    buckets: ['our-logs'],
    keys: ['arn:aws:kms:us-east-1:111122223333:key/1234abcd', 'alias/trail'],
    logGroups: ['arn:aws:logs:us-east-1:111122223333:log-group:trail:*'],
    topics: ['arn:aws:sns:us-east-1:111122223333:trail'],
    roles: ['arn:aws:iam::111122223333:role/warden/guard'],
    functions: ['responder'],
    rules: ['arn:aws:events:us-east-1:111122223333:rule/forward'],
    accounts: ['111122223333'],
    regions: ['eu-south-1'],
    policies: ['p-guardrail', 'arn:aws:iam::111122223333:policy/guard'],
    eventBuses: ['central'],
    queues: ['signals'],
    tables: ['trailwarden'],
    stacks: ['trailwarden'],
    stackSets: ['members'],
    stateMachines: ['arn:aws:states:us-east-1:111122223333:stateMachine:sweep'],
    schedules: ['sweep'],
    parameters: ['/trailwarden/baseline'],
    alarms: ['dead-letters'],
    destinations: ['siem'],
    keyStores: ['cks-1'],
    identityProviders: ['arn:aws:iam::111122223333:oidc-provider/ci.example.com'],
    delegatedAdministrators: ['444455556666'],
  },
};

/** What a record as it stands in a log is judged to be. */
export function judged(record: unknown, known: Known = ours): readonly Judged[] {
  const read = readRecord(record);
  if (!read) throw new Error('This is no record.');
  return judge(read, known);
}

export const rowsOf = (record: unknown, known?: Known): readonly string[] =>
  judged(record, known).map(({ kind, row }) => `${kind} ${row}`);
