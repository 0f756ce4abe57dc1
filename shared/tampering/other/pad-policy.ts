import type { Known } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { type ProtectedKind, type ProtectedNames, protects } from '../../record/protected';
import { type Effect, harm, none } from '../../record/row';
import { each, openRowsOf } from '../records/rows-of';
import { type Facts, pasteable } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

const PADDED =
  'The parameters are left out, so a rule that asks for our names does not match; the check finds what was changed.';
const OTHERS = 'Everybody’s policies: only those of what we guard are reported.';

/** White space up to a hundred thousand characters, until the record omits what the policy says. */
export const padPolicy: ToldRow = {
  row: 'EVT-01',
  title: 'Pad a policy until the record omits it',
  severity: 'high',
  mitre: ['T1027', 'T1685.002'],
  notUndone: 'Whose policy it is, and what it was before, the record does not say.',
  notForwarded: {
    'iam.amazonaws.com PutRolePolicy': PADDED,
    'iam.amazonaws.com UpdateAssumeRolePolicy': PADDED,
    'iam.amazonaws.com CreatePolicyVersion': PADDED,
    's3.amazonaws.com PutBucketPolicy': PADDED,
    'sns.amazonaws.com SetTopicAttributes': PADDED,
    'iam.amazonaws.com CreatePolicy': OTHERS,
    'iam.amazonaws.com PutUserPolicy': OTHERS,
    'iam.amazonaws.com PutGroupPolicy': OTHERS,
    'kms.amazonaws.com CreateKey': OTHERS,
  },
  planned: 'No honest policy has a hundred thousand characters: take it for an attack.',
  toDo: (facts) => [
    read(facts),
    facts.eventName.startsWith('Create') && facts.eventName !== 'CreatePolicyVersion'
      ? 'Undo: there was none before: delete what was made, once nothing is found to need it.'
      : 'Undo: write the policy that was there before; for what Trailwarden guards it has been compared and put back already (trailwarden incidents list).',
    {
      'What else did they do, in {accountId}': `aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=${pasteable(facts.record.actor.accessKeyId, 'access-key-id')} --region {region}`,
    },
  ],
  drill: telling('management', 'organizations:UpdatePolicy', () => ({
    reason: 'requestParameters too large',
    omitted: true,
    originalSize: 131_072,
  })),
};

function read(facts: Facts): Lines {
  const why = `Preserve what it says now, in ${facts.accountId}`;
  const [named] = facts.record.resourceArns;
  switch (facts.eventSource) {
    case 's3.amazonaws.com':
      return {
        [why]: `aws s3api get-bucket-policy --bucket ${pasteable(named?.split(':::')[1], 'bucket')} > policy.json`,
      };
    case 'kms.amazonaws.com':
      return {
        [why]: `aws kms get-key-policy --key-id ${pasteable(named, 'key-id')} --region {region}`,
      };
    case 'sns.amazonaws.com':
      return {
        [why]: `aws sns get-topic-attributes --topic-arn ${pasteable(named, 'topic-arn')} --region {region}`,
      };
    case 'organizations.amazonaws.com':
      return {
        'Find it, in the management account':
          'aws organizations list-policies --filter SERVICE_CONTROL_POLICY',
        'Preserve what each says now, in the management account':
          'aws organizations describe-policy --policy-id <policy-id>',
      };
    default:
      return { [why]: 'aws iam get-account-authorization-details > iam.json' };
  }
}

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
