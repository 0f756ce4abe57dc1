import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type ProtectedKind, type ProtectedNames, protects } from '../../../record/protected';
import { type Effect, harm, none } from '../../../record/row';
import { each, openRowsOf } from '../../records/rows-of';
import { padPolicy } from './told';

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

/** The parameters are left out, so only the resources say what was hit. */
const onAnything = (source: string) =>
  openRowsOf({ source, targets: ({ resourceArns }) => resourceArns.slice(0, 1) });

/**
 * A policy padded with white space until AWS leaves the parameters out of the record. No honest policy is
 * that long (102,400 characters), so it is told of any target, unless the record still names one that
 * is not ours.
 */
function pads(record: LogRecord, { subjects }: Known, target: string): Effect {
  return record.omitted && !isForeign(record, subjects)
    ? harm(
        `${record.eventName} was too large to be recorded (${target}): the live policy must be read.`,
      )
    : none;
}

export const padPolicyRecords = Object.entries(POLICY_CALLS).map(([source, calls]) =>
  onAnything(source)(padPolicy, each(Object.keys(calls), pads)),
);

function isForeign(record: LogRecord, subjects: ProtectedNames): boolean {
  const kind = POLICY_CALLS[record.eventSource]?.[record.eventName];
  if (!kind || record.resourceArns.length === 0) return false;
  return !protects(subjects[kind], record.resourceArns, record);
}
