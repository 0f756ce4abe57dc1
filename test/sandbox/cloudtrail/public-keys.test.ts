import { type CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
const clients: CloudTrailClient[] = [];

beforeAll(async () => {
  organization = await organizationUnderTest();
  organization.sandbox.world.cloudtrail.publicKeys.push({
    region: 'us-east-1',
    fingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
    value: Buffer.from('key'),
    validFrom: new Date('2026-11-20T00:00:00Z'),
    validTo: new Date('2026-11-21T00:00:00Z'),
  });
});

afterAll(async () => {
  for (const client of clients) client.destroy();
  await organization.sandbox.close();
});

const listed = (from: string, to: string, region = 'us-east-1') => {
  const client = organization.cloudtrail(organization.sandbox.credentials(payments), region);
  clients.push(client);
  return client.send(
    new ListPublicKeysCommand({ StartTime: new Date(from), EndTime: new Date(to) }),
  );
};

test('ListPublicKeys lists the keys that this Region signed with in the time range', async () => {
  expect((await listed('2026-11-20T12:00:00Z', '2026-11-22T00:00:00Z')).PublicKeyList).toEqual([
    {
      Value: new Uint8Array(Buffer.from('key')),
      ValidityStartTime: new Date('2026-11-20T00:00:00Z'),
      ValidityEndTime: new Date('2026-11-21T00:00:00Z'),
      Fingerprint: '31e8b5433410dfb61a9dc45cc65b22ff',
    },
  ]);
});

test('ListPublicKeys lists nothing of another time or another Region', async () => {
  const later = await listed('2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z');
  const elsewhere = await listed('2026-11-20T12:00:00Z', '2026-11-20T13:00:00Z', 'eu-west-1');
  expect([later.PublicKeyList, elsewhere.PublicKeyList]).toEqual([[], []]);
});

test('ListPublicKeys refuses a range that ends before it starts', async () => {
  await expect(listed('2026-11-22T00:00:00Z', '2026-11-21T00:00:00Z')).rejects.toMatchObject({
    name: 'InvalidTimeRangeException',
    message: 'Start time must be before end time.',
  });
});
