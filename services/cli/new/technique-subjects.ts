import type { SubjectKind } from '../../../shared/domain/subject';

/** What the first draft of a technique begins with, by what it is done to. All of it is to be replaced. */
export interface Draft {
  /** Of its rows in the catalogue: `CT`. */
  readonly prefix: string;
  /** A call that the member template forwards and a drill can make. */
  readonly drill: Drill;
  /** How a record of its service finds what it hit: the function, whose file is named after it. */
  readonly rows: string;
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
    drill: { call: 'cloudtrail:UpdateTrail', of: '({ id })', input: 'Name: id' },
    rows: 'onTrail',
  },
  'log-bucket': {
    prefix: 'S3',
    drill: { call: 's3:DeleteBucketPolicy', of: '({ id })', input: 'Bucket: bucketName(id)' },
    rows: 'onLogBucket',
    imports: ["import { bucketName } from '../../../domain/log-bucket';"],
  },
  bucket: {
    prefix: 'BKT',
    drill: { call: 's3:DeleteBucketPolicy', of: '({ id })', input: 'Bucket: bucketName(id)' },
    rows: 'onBucket',
    imports: ["import { bucketName } from '../../../domain/log-bucket';"],
  },
  key: {
    prefix: 'KMS',
    drill: { call: 'kms:DisableKey', of: '({ id })', input: 'KeyId: id' },
    rows: 'onKey',
  },
  'log-group': {
    prefix: 'CWL',
    drill: {
      call: 'logs:DeleteLogGroup',
      of: '({ id })',
      input: "logGroupName: id.split(':log-group:')[1]",
    },
    rows: 'onLogGroup',
  },
  topic: {
    prefix: 'SNS',
    drill: { call: 'sns:DeleteTopic', of: '({ id })', input: 'TopicArn: id' },
    rows: 'onTopic',
  },
  membership: {
    prefix: 'ORG',
    drill: {
      call: 'organizations:DisableAWSServiceAccess',
      of: '()',
      input: "ServicePrincipal: 'cloudtrail.amazonaws.com'",
    },
    rows: "inOrganization('servicePrincipal')",
  },
  'guard-rail': {
    prefix: 'ORG',
    drill: {
      call: 'organizations:UpdatePolicy',
      of: '(subject)',
      input: "PolicyId: policyIdOf(subject),\n    Name: 'mallory'",
    },
    rows: 'onGuardRail',
    imports: ["import { policyIdOf } from '../../../domain/policy-id';"],
  },
  warden: {
    prefix: 'GRD',
    drill: {
      part: 'rule',
      call: 'events:DisableRule',
      input: '{ Name: nameOf(rule.id), EventBusName: busOf(rule.id) }',
    },
    rows: 'onRule',
    imports: [
      "import { busOf, nameOf } from '../../../domain/warden-arn';",
      "import { drillOn } from '../drill-on';",
    ],
  },
};
