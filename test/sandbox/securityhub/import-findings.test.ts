import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { securityHubOf } from '../../../services/sandbox/securityhub/state';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';
import { rawCall } from '../core/raw-call';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
  securityHubOf(organization.sandbox.world).enabled.add(`${security}/us-east-1`);
});
afterAll(() => organization.sandbox.close());

const send = (Findings: readonly object[], region = 'us-east-1') =>
  rawCall({
    endpoint: organization.sandbox.endpoint,
    credentials: organization.sandbox.credentials(security),
    service: 'securityhub',
    region,
    path: '/findings/import',
    input: { Findings },
  });

const finding = (more: object = {}) => ({
  SchemaVersion: '2018-10-08',
  Id: 'inc-1',
  ProductArn: `arn:aws:securityhub:us-east-1:${security}:product/${security}/default`,
  AwsAccountId: security,
  GeneratorId: 'trailwarden/stop-logging',
  CreatedAt: '2026-11-22T12:00:00Z',
  UpdatedAt: '2026-11-22T12:00:01.5Z',
  Severity: { Label: 'HIGH' },
  Title: 'CloudTrail was stopped',
  Description: 'The trail main of payments was stopped and started again.',
  Types: ['TTPs/Defense Evasion'],
  Resources: [{ Type: 'AwsCloudTrailTrail', Id: 'arn:aws:cloudtrail:us-east-1:1:trail/main' }],
  ...more,
});

test('a valid finding is accepted, and the same id again is an update', async () => {
  const { answer } = await send([
    finding(),
    finding({ Title: 'again', UpdatedAt: '2026-11-22T13:00:00Z' }),
  ]);
  expect(answer).toEqual({ FailedCount: 0, SuccessCount: 2, FailedFindings: [] });
  const [kept] = securityHubOf(organization.sandbox.world).findings.values();
  expect([...(kept?.values() ?? [])]).toMatchObject([{ Title: 'again' }]);
});

test('an update that is not newer is accepted and ignored, and people’s notes stay', async () => {
  const kept = () => [
    ...(securityHubOf(organization.sandbox.world).findings.values().next().value?.values() ?? []),
  ];
  const { answer } = await send([finding({ Title: 'old', UpdatedAt: '2026-11-22T13:00:00Z' })]);
  expect(answer).toMatchObject({ SuccessCount: 1 });
  expect(kept()).toMatchObject([{ Title: 'again' }]);
  const changed = { Workflow: { Status: 'RESOLVED' }, UpdatedAt: '2026-11-22T14:00:00Z' };
  await send([finding({ Title: 'first', Id: 'inc-2', Workflow: { Status: 'NEW' } })]);
  await send([finding({ Title: 'second', Id: 'inc-2', ...changed })]);
  expect(kept().at(-1)).toMatchObject({ Title: 'second', Workflow: { Status: 'NEW' } });
});

test('a finding of another account or in a wrong format fails by itself, with the reason', async () => {
  const { answer } = await send([
    finding({ Id: 'other', AwsAccountId: payments }),
    finding({ Id: 'late', CreatedAt: 'yesterday' }),
    finding({ Id: 'long', Title: 'x'.repeat(257) }),
    finding({ Id: 'about', Resources: [] }),
    finding({ Id: 'typed', Types: ['Bad/Type'] }),
    finding({ Id: 'good' }),
  ]);
  expect(answer).toMatchObject({ FailedCount: 5, SuccessCount: 1 });
  const failed: readonly { Id: string; ErrorCode: string }[] = answer.FailedFindings;
  expect(failed.map(({ Id }) => Id)).toEqual(['other', 'late', 'long', 'about', 'typed']);
  expect(failed[0]).toMatchObject({
    ErrorCode: 'InvalidInput',
    ErrorMessage: `AwsAccountId should be ${security}`,
  });
});

test('the whole call is refused when the hub is not enabled or the list is too long', async () => {
  expect(await send([finding()], 'eu-west-1')).toMatchObject({
    status: 401,
    code: 'InvalidAccessException',
  });
  const many = Array.from({ length: 101 }, (_, index) => finding({ Id: String(index) }));
  expect((await send(many)).code).toBe('InvalidInputException');
});
