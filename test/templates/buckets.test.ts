import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { bucketParts } from '../../shared/domain/bucket';
import { callsOn } from '../../shared/domain/step';
import { techniques } from '../../shared/tampering/catalogue';
import { allowedActions } from './allowed-actions';
import { permissionOfCall } from './iam-names';
import { readTemplate } from './read-template';

const buckets = readTemplate(join(ROOT, 'services/member/buckets.yml'));
let central: Template;

beforeAll(async () => {
  central = (await packageService()).template;
});

/** What tells of a bucket, and of what was there before; the playbook asks for the last four. */
const READS = [
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketAcl',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:ListAllMyBuckets',
  'access-analyzer:CheckNoPublicAccess',
  'cloudtrail:LookupEvents',
  'config:GetResourceConfigHistory',
  's3:GetBucketPolicyStatus',
];

test('the guard of buckets may read whom they let in, take the steps of its runbook, and nothing else', () => {
  const steps = Object.keys(callsOn.bucket).map(permissionOfCall);
  expect(bucketParts).toHaveLength(5);
  expect(allowedActions(buckets, 'BucketGuardRole')).toEqual(
    [...new Set([...READS, ...steps])].sort(),
  );
});

test('its rule reports every call of the techniques on buckets', () => {
  const { detail } = property<{ detail: { eventName: string[] } }>(
    buckets,
    'ForwardBucketsRule',
    'EventPattern',
  );
  const names = techniques.bucket.flatMap(({ events }) => Object.values(events).flat());
  expect([...detail.eventName].sort()).toEqual([...new Set(names)].sort());
});

test('without BucketGuard not one resource is made for it, and not one account can be entered for it', () => {
  const guarded = Object.entries(central.Resources).filter(([, resource]) =>
    JSON.stringify(resource).includes('HasBucketGuard'),
  );
  expect(central.Parameters.BucketGuard?.Default).toBe('none');
  for (const [name, { Condition, Properties }] of Object.entries(central.Resources)) {
    const text = JSON.stringify(Properties ?? {});
    if (name === 'BucketGuards') expect(Condition).toBe('HasBucketStackSet');
    else if (text.includes('trailwarden-bucket-guard') || text.includes('trailwarden-buckets')) {
      expect([...guarded.map(([one]) => one), Condition]).toContain(Condition ?? name);
    }
  }
});
