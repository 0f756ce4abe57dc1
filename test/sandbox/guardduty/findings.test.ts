import {
  GetFindingsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

const place = { accountId: payments, region: 'us-east-1' };
let organization: OrganizationUnderTest;
let guardduty: GuardDutyClient;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  guardduty = new GuardDutyClient({
    ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: credentials(payments),
  });
});
afterAll(() => organization.sandbox.close());

test('where GuardDuty is not enabled there is no detector, and findings of none are refused', async () => {
  const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
  expect(DetectorIds).toEqual([]);
  await expect(
    guardduty.send(new ListFindingsCommand({ DetectorId: 'a'.repeat(32) })),
  ).rejects.toMatchObject({ name: 'BadRequestException' });
});

test('findings are found by their machine and their time, and read whole', async () => {
  const { world } = organization.sandbox;
  const on = (instanceId: string, updatedAt: string) =>
    hooks.guardduty.putFinding(world, place, {
      ...{
        type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
        title: 'It mines.',
        severity: 8,
        updatedAt,
      },
      resource: { resourceType: 'Instance', instanceDetails: { instanceId } },
      service: { eventFirstSeen: updatedAt, eventLastSeen: updatedAt, count: 1 },
    });
  const wanted = on('i-1', '2026-11-21T20:00:00.000Z');
  on('i-1', '2026-11-20T20:00:00.000Z');
  on('i-2', '2026-11-21T20:00:00.000Z');
  const { DetectorIds: [DetectorId] = [] } = await guardduty.send(new ListDetectorsCommand({}));
  const { FindingIds } = await guardduty.send(
    new ListFindingsCommand({
      DetectorId,
      FindingCriteria: {
        Criterion: {
          'resource.instanceDetails.instanceId': { Equals: ['i-1'] },
          updatedAt: { GreaterThanOrEqual: Date.parse('2026-11-21T00:00:00Z') },
        },
      },
      SortCriteria: { AttributeName: 'updatedAt', OrderBy: 'DESC' },
    }),
  );
  expect(FindingIds).toEqual([wanted.id]);
  const { Findings } = await guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
  expect(Findings).toMatchObject([
    {
      ...{ Id: wanted.id, Type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS', Severity: 8 },
      Resource: { InstanceDetails: { InstanceId: 'i-1' } },
      Service: { EventFirstSeen: '2026-11-21T20:00:00.000Z' },
    },
  ]);
});
