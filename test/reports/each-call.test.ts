import { expect, test } from '@jest/globals';
import { nothingKnown } from '../../shared/record/known';
import { readRecord } from '../../shared/record/log-record';
import { allTechniques } from '../../shared/tampering/catalogue';
import { rows } from '../../shared/tampering/records/catalogue';
import { reportedRows } from '../../shared/tampering/reported/catalogue';
import type { ReportedRow } from '../../shared/tampering/reported/reported-row';
import { exampleBaselines } from '../builders/example-baselines';

/** Calls, as `eventSource eventName`, that a drill of some technique ends in: `drill --all` shows its incident. */
const drilled = new Set(
  allTechniques.flatMap((technique) =>
    exampleBaselines[technique.subject]
      .flatMap(({ subject }) => technique.drill(subject as never))
      .map(({ call, recordedAs }) => {
        const [service = '', name] = call.split(':');
        return `${service === 's3control' ? 's3' : service}.amazonaws.com ${recordedAs ?? name}`;
      }),
  ),
);

const callsOf = (events: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(events).flatMap(([source, names]) => names.map((name) => `${source} ${name}`));

/** Calls of rows that are told and not left to a technique. */
const told = new Set(
  rows.flatMap(({ id, events, technique }) => {
    const reported = reportedRows.find(({ row }) => row === id);
    return reported ? callsOf(events).filter((call) => !isLeft(reported, call, technique)) : [];
  }),
);

function isLeft({ restored }: ReportedRow, call: string, technique?: string): boolean {
  const [eventSource, eventName] = call.split(' ');
  const record = readRecord({ eventSource, eventName });
  return record !== undefined && (restored?.(record, nothingKnown) ?? technique !== undefined);
}

/** A queue that was purged looks as it did: what was in it is told, and no look finds that it is gone. */
const TOLD_TOO = ['sqs.amazonaws.com PurgeQueue'];

test('a call of a technique is not told as well under the row they share: one call, one incident', () => {
  const twice = rows.flatMap(({ id, events, technique }) => {
    const reported = reportedRows.find(({ row }) => row === id);
    if (!reported || technique === undefined) return [];
    return callsOf(events).filter((call) => !isLeft(reported, call, technique));
  });
  expect(twice).toEqual(TOLD_TOO);
});

/** The same state by another call: what the drilled one leaves, this one leaves, and a look sees it. */
const SAME_STATE: Readonly<Record<string, string>> = {
  'cloudtrail.amazonaws.com AddTags': 'cloudtrail.amazonaws.com RemoveTags',
  's3.amazonaws.com DeleteBucketLifecycle': 's3.amazonaws.com PutBucketLifecycle',
  's3.amazonaws.com PutBucketObjectLockConfiguration':
    's3.amazonaws.com PutObjectLockConfiguration',
  's3.amazonaws.com DeleteBucketEncryption': 's3.amazonaws.com PutBucketEncryption',
  's3.amazonaws.com PutBucketReplication': 's3.amazonaws.com DeleteBucketReplication',
  's3.amazonaws.com PutBucketPublicAccessBlock': 's3.amazonaws.com DeleteBucketPublicAccessBlock',
  's3.amazonaws.com DeleteBucketOwnershipControls': 's3.amazonaws.com PutBucketOwnershipControls',
  's3.amazonaws.com PutAccountPublicAccessBlock': 's3.amazonaws.com DeleteAccountPublicAccessBlock',
  'kms.amazonaws.com DeleteKey': 'kms.amazonaws.com ScheduleKeyDeletion',
  'logs.amazonaws.com PutSubscriptionFilter': 'logs.amazonaws.com DeleteSubscriptionFilter',
  'logs.amazonaws.com DisassociateKmsKey': 'logs.amazonaws.com AssociateKmsKey',
  'logs.amazonaws.com DeleteDataProtectionPolicy': 'logs.amazonaws.com PutDataProtectionPolicy',
  'sns.amazonaws.com AddPermission': 'sns.amazonaws.com SetTopicAttributes',
  'sns.amazonaws.com RemovePermission': 'sns.amazonaws.com SetTopicAttributes',
  'sns.amazonaws.com Unsubscribe': 'sns.amazonaws.com DeleteTopic',
  'sns.amazonaws.com SetSubscriptionAttributes': 'sns.amazonaws.com DeleteTopic',
  'cloudtrail.amazonaws.com DeregisterOrganizationDelegatedAdmin':
    'organizations.amazonaws.com DeregisterDelegatedAdministrator',
  'organizations.amazonaws.com RegisterDelegatedAdministrator':
    'cloudtrail.amazonaws.com RegisterOrganizationDelegatedAdmin',
  'events.amazonaws.com PutRule': 'events.amazonaws.com DisableRule',
  'events.amazonaws.com PutPermission': 'events.amazonaws.com RemovePermission',
  'iam.amazonaws.com DeleteRolePermissionsBoundary': 'iam.amazonaws.com PutRolePermissionsBoundary',
  'sqs.amazonaws.com AddPermission': 'sqs.amazonaws.com SetQueueAttributes',
  'sqs.amazonaws.com RemovePermission': 'sqs.amazonaws.com SetQueueAttributes',
};

const calls = [...new Set(allTechniques.flatMap(({ events }) => callsOf(events)))];

test('each call of each technique is drilled, or told, or leaves a state that a drilled one leaves', () => {
  const alone = calls.filter(
    (call) => !drilled.has(call) && !told.has(call) && !Object.hasOwn(SAME_STATE, call),
  );
  expect(alone).toEqual([]);
});

test('what is said to leave the same state names a call that is drilled, and is a technique’s call', () => {
  for (const [call, as] of Object.entries(SAME_STATE)) {
    expect(calls).toContain(call);
    expect(drilled).toContain(as);
  }
});
