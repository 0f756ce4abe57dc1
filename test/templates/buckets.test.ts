import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { bucketParts } from '../../shared/domain/bucket';
import { callsOn } from '../../shared/domain/step';
import { bucketRecords } from '../../shared/tampering/bucket/records';
import { techniques } from '../../shared/tampering/catalogue';
import { allowedActions } from './allowed-actions';
import { callsOf, type FileCalls, together } from './calls-of';
import { permissionOfCall } from './iam-names';
import { readTemplate } from './read-template';
import { withoutConditions } from './without-conditions';

const buckets = readTemplate(join(ROOT, 'services/member/buckets.yml'));
let central: Template;
let files: readonly FileCalls[];

beforeAll(async () => {
  central = (await packageService()).template;
  files = await callsOf('services/playbooks/bucket-policy/handler.ts', ROOT);
});

/** What the responder reads of a bucket and of its account. */
const READS = [
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketAcl',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:ListAllMyBuckets',
];

test('the guard of buckets may do what the responder and the playbook do with it, and nothing else', () => {
  const steps = Object.keys(callsOn.bucket).map(permissionOfCall);
  const asked = together(files).filter((call) => /^(s3|cloudtrail|config):/.test(call));
  expect(bucketParts).toHaveLength(5);
  expect(allowedActions(buckets, 'BucketGuardRole')).toEqual(
    [...new Set([...READS, ...steps, ...asked])].sort(),
  );
});

test('its rule reports every call of the techniques on buckets', () => {
  const { detail } = property<{ detail: { eventName: string[] } }>(
    buckets,
    'ForwardBucketsRule',
    'EventPattern',
  );
  const names = [
    ...techniques.bucket.flatMap(({ events }) => Object.values(events).flat()),
    ...bucketRecords.flatMap(({ events }) => Object.values(events).flat()),
  ];
  expect([...detail.eventName].sort()).toEqual([...new Set(names)].sort());
});

/** The template as it is deployed without the parameter: what stands under its conditions is not there. */
const OFF: ReadonlySet<string> = new Set([
  'HasBucketGuard',
  'HasBucketGuardUnits',
  'HasBucketModes',
  'HasBucketStackSet',
  'HasLoginGuard',
  'HasPlaybooks',
]);

test('without BucketGuard not one resource, right or rule is there for it', () => {
  expect(central.Parameters.BucketGuard?.Default).toBe('none');
  const { Resources, Outputs } = withoutConditions(central, OFF) as Template;
  const left = JSON.stringify({ Resources, Outputs });
  expect(left).toContain('trailwarden-guard');
  const words = [
    'bucket-guard',
    'trailwarden-buckets',
    'bucket-policy',
    'BucketPolicyMachine',
    'states:',
  ];
  expect(words.filter((word) => left.includes(word))).toEqual([]);
});

test('the StackSet goes to the units, whatever modes they have', () => {
  const { StackInstancesGroup } = central.Resources.BucketGuards?.Properties ?? {};
  const [{ DeploymentTargets }] = StackInstancesGroup as [{ DeploymentTargets: object }];
  const BucketGuardUnits = ['ou-ab12-workload1=all', 'ou-ab12-11112222', 'r-ab12=tagged'];
  expect(workedOut(DeploymentTargets, { BucketGuardUnits, OrganizationalUnitIds: [] })).toEqual({
    OrganizationalUnitIds: ['ou-ab12-workload1', 'ou-ab12-11112222', 'r-ab12'],
  });
});

/** What CloudFormation makes of texts and lists, where every condition holds. */
function workedOut(value: unknown, given: Readonly<Record<string, unknown>>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => workedOut(one, given));
  const [[name, operand] = []] = Object.entries(value);
  const operands = workedOut(operand, given) as [string, never, ...never[]];
  if (name === 'Ref') return given[String(operand)];
  if (name === 'Fn::If') return operands[1];
  if (name === 'Fn::Join') return (operands[1] as string[]).join(operands[0]);
  if (name === 'Fn::Split') return (operands[1] as string).split(operands[0]);
  return Object.fromEntries(Object.entries(value).map(([k, one]) => [k, workedOut(one, given)]));
}
