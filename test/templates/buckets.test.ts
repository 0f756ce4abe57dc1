import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { bucketParts } from '../../shared/domain/bucket';
import { callsOn } from '../../shared/domain/step';
import { techniques } from '../../shared/tampering/catalogue';
import { allowedActions } from './allowed-actions';
import { callsOf, type FileCalls, together } from './calls-of';
import { permissionOfCall } from './iam-names';
import { readTemplate } from './read-template';

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
  const asked = together(files).filter((call) => /^(s3|cloudtrail):/.test(call));
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
