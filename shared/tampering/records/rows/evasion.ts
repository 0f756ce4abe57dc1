import type { LogRecord } from '../../../record/log-record';
import { type Protected, type ProtectedKind, protects } from '../../../record/protected';
import { harm, none, type OpenRow } from '../../../record/row';

/** The calls that carry a policy and touch what logging needs, and what kind of subject each hits. */
const POLICY_CALLS: Readonly<Record<string, Readonly<Record<string, ProtectedKind | undefined>>>> =
  {
    'iam.amazonaws.com': {
      PutRolePolicy: 'roles',
      UpdateAssumeRolePolicy: 'roles',
      CreatePolicy: undefined,
      CreatePolicyVersion: 'policies',
      PutUserPolicy: undefined,
      PutGroupPolicy: undefined,
    },
    's3.amazonaws.com': { PutBucketPolicy: 'buckets' },
    'kms.amazonaws.com': { PutKeyPolicy: 'keys', CreateKey: undefined },
    'organizations.amazonaws.com': { CreatePolicy: undefined, UpdatePolicy: 'policies' },
    'sns.amazonaws.com': { SetTopicAttributes: 'topics' },
  };

/**
 * A policy padded with white space until AWS leaves the parameters out of the record. No honest policy is
 * that long (102,400 characters), so it is told of any target, unless the record still names one that
 * is not ours.
 */
export const evasion: readonly OpenRow[] = [
  {
    id: 'EVT-01',
    title: 'Pad a policy until the record omits it',
    class: 'direct',
    events: Object.fromEntries(
      Object.entries(POLICY_CALLS).map(([source, calls]) => [source, Object.keys(calls)]),
    ),
    targets: ({ resourceArns }) => resourceArns.slice(0, 1),
    effect: (record, { subjects }, target) =>
      record.omitted && !isForeign(record, subjects)
        ? harm(
            `${record.eventName} was too large to be recorded (${target}): the live policy must be read.`,
          )
        : none,
  },
];

function isForeign(record: LogRecord, subjects: Protected): boolean {
  const kind = POLICY_CALLS[record.eventSource]?.[record.eventName];
  if (!kind || record.resourceArns.length === 0) return false;
  return !protects(subjects[kind], record.resourceArns, record);
}
