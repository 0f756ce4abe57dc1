import { LookupEventsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { assumeChain } from '../../../shared/aws/assume-chain';
import { eventHistorySource } from '../../../shared/aws/lineage/event-history-source';
import { trace } from '../../../shared/investigate/lineage/trace';
import { evidenceOf } from '../../builders/a-signal';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
let eventId = '';
beforeAll(async () => {
  organization = await organizationUnderTest();
  const { sandbox } = organization;
  const outside = {
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(management),
  };
  const inside = await assumeChain(outside, [
    { roleArn: `arn:aws:iam::${management}:role/identity`, sessionName: 'mallory' },
    { roleArn: `arn:aws:iam::${payments}:role/Developer`, sessionName: 'deploy-42' },
  ]);
  if (!inside) throw new Error('No role was assumed.');
  await organization.cloudtrail(inside).send(new StopLoggingCommand({ Name: 'main' }));
  const { Events = [] } = await organization.cloudtrail(sandbox.credentials(payments)).send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StopLogging' }],
    }),
  );
  eventId = Events[0]?.EventId ?? '';
});
beforeEach(() => {
  organization.sandbox.world.cloudtrail.historyDelayMilliseconds = 0;
});
afterAll(() => organization.sandbox.close());

const walked = () =>
  trace(
    {
      sources: [
        eventHistorySource({
          client: (accountId, region) =>
            organization.cloudtrail(organization.sandbox.credentials(accountId), region),
          pace: async () => {},
        }),
      ],
      regions: ['us-east-1'],
      now: Date.now,
    },
    {
      accountId: payments,
      region: 'us-east-1',
      openedAt: new Date().toISOString(),
      evidence: evidenceOf({ eventId }),
    },
  );

test('an intruder’s two roles in two accounts lead to the user whose keys were stolen', async () => {
  const lineage = await walked();
  expect(
    lineage.links.map(({ kind, accountId, principal }) => [kind, accountId, principal]),
  ).toEqual([
    ['session', payments, `arn:aws:sts::${payments}:assumed-role/Developer/deploy-42`],
    ['account', management, expect.stringMatching(/:mallory$/)],
    ['session', management, `arn:aws:sts::${management}:assumed-role/identity/mallory`],
    ['user', management, `arn:aws:iam::${management}:user/admin`],
    ['access-key', management, expect.stringMatching(/^AKIA/)],
  ]);
  expect(lineage).toMatchObject({ ends: 'human', human: { name: 'admin' }, unread: [] });
});

test('while Event history is empty, the search says when it may have more', async () => {
  organization.sandbox.world.cloudtrail.historyDelayMilliseconds = 3_600_000;
  const lineage = await walked();
  expect(lineage.ends).toBe('unknown');
  expect(Date.parse(lineage.againAt ?? '')).toBeGreaterThan(Date.now());
});
