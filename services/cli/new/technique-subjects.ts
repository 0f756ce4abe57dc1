import type { SubjectKind } from '../../../shared/domain/subject';

/** What the first draft of a technique begins with, by what it is done to. All of it is to be replaced. */
export interface Draft {
  /** Of its rows in the catalogue: `CT`. */
  readonly prefix: string;
  /** A call that the member template forwards and a drill can make. */
  readonly source: string;
  readonly event: string;
  readonly drill: Drill;
  /** How a record of its service finds what it hit: the function, and the file that has it. */
  readonly rows: { readonly on: string; readonly from: string };
  /** Imports that the drill needs, beyond those every technique has. */
  readonly imports?: readonly string[];
}

/** One call by `calling`, with what its input has; on a part of ours by `drillOn`, which makes none on a part of another kind. */
type Drill =
  | { readonly call: string; readonly of: string; readonly input: string }
  | { readonly part: string; readonly call: string; readonly input: string };

export const drafts: Readonly<Record<SubjectKind, Draft>> = {
  trail: {
    prefix: 'CT',
    source: 'cloudtrail.amazonaws.com',
    event: 'UpdateTrail',
    drill: { call: 'cloudtrail:UpdateTrail', of: '({ id })', input: 'Name: id' },
    rows: { on: 'onTrail', from: '../on-trail' },
  },
  'log-bucket': {
    prefix: 'S3',
    source: 's3.amazonaws.com',
    event: 'DeleteBucketPolicy',
    drill: { call: 's3:DeleteBucketPolicy', of: '({ id })', input: 'Bucket: bucketName(id)' },
    rows: { on: 'onLogBucket', from: '../on-log-bucket' },
    imports: ["import { bucketName } from '../../../domain/log-bucket';"],
  },
  key: {
    prefix: 'KMS',
    source: 'kms.amazonaws.com',
    event: 'DisableKey',
    drill: { call: 'kms:DisableKey', of: '({ id })', input: 'KeyId: id' },
    rows: { on: 'onKey', from: '../on-key' },
  },
  'log-group': {
    prefix: 'CWL',
    source: 'logs.amazonaws.com',
    event: 'DeleteLogGroup',
    drill: {
      call: 'logs:DeleteLogGroup',
      of: '({ id })',
      input: "logGroupName: id.split(':log-group:')[1]",
    },
    rows: { on: 'onLogGroup', from: '../on-log-group' },
  },
  topic: {
    prefix: 'SNS',
    source: 'sns.amazonaws.com',
    event: 'DeleteTopic',
    drill: { call: 'sns:DeleteTopic', of: '({ id })', input: 'TopicArn: id' },
    rows: { on: 'onTopic', from: '../on-topic' },
  },
  membership: {
    prefix: 'ORG',
    source: 'organizations.amazonaws.com',
    event: 'DisableAWSServiceAccess',
    drill: {
      call: 'organizations:DisableAWSServiceAccess',
      of: '()',
      input: "ServicePrincipal: 'cloudtrail.amazonaws.com'",
    },
    rows: { on: "inOrganization('servicePrincipal')", from: '../in-organization' },
  },
  'guard-rail': {
    prefix: 'ORG',
    source: 'organizations.amazonaws.com',
    event: 'UpdatePolicy',
    drill: {
      call: 'organizations:UpdatePolicy',
      of: '(subject)',
      input: "PolicyId: policyIdOf(subject),\n    Name: 'mallory'",
    },
    rows: { on: 'onGuardRail', from: '../on-guard-rail' },
    imports: ["import { policyIdOf } from '../../../domain/policy-id';"],
  },
  warden: {
    prefix: 'GRD',
    source: 'events.amazonaws.com',
    event: 'DisableRule',
    drill: {
      part: 'rule',
      call: 'events:DisableRule',
      input: '{ Name: nameOf(rule.id), EventBusName: busOf(rule.id) }',
    },
    rows: { on: 'onRule', from: '../on-rule' },
    imports: [
      "import { busOf, nameOf } from '../../../domain/warden-arn';",
      "import { drillOn } from '../drill-on';",
    ],
  },
};
