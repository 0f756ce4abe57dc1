import {
  CreateLogGroupCommand,
  PutDataProtectionPolicyCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Subject } from '../../../../shared/domain/subject';
import { hasRunbook } from '../../../../shared/restore/runbooks/catalogue';
import { findTechnique, techniques } from '../../../../shared/tampering/catalogue';
import { aLogGroupState, aSubscriptionFilter } from '../../../builders/log-group/a-log-group';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../../../sandbox/core/organization-under-test';
import { handsOn } from '../put-back';

let organization: OrganizationUnderTest;
let names = 0;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const groupNamed = (name: string): Subject<'log-group'> => ({
  kind: 'log-group',
  accountId: payments,
  region: 'us-east-1',
  id: `arn:aws:logs:us-east-1:${payments}:log-group:${name}`,
});

/** With everything a group can have. */
async function newGroup() {
  names += 1;
  const logGroupName = `trail-${names}`;
  const hands = handsOn(organization, groupNamed(logGroupName));
  const { logs } = hands.clients;
  const { kmsKeyId, retentionInDays, metricFilters, dataProtectionPolicy, tags } = aLogGroupState();
  await logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId, tags }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  for (const filter of metricFilters ?? []) {
    const { filterName, filterPattern } = filter;
    const metricTransformations = [
      { metricName: 'RootLogin', metricNamespace: 'Trail', metricValue: '1' },
    ];
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName,
        filterName,
        filterPattern,
        metricTransformations,
      }),
    );
  }
  const { filterName, filterPattern, destinationArn } = aSubscriptionFilter();
  await logs.send(
    new PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern, destinationArn }),
  );
  await logs.send(
    new PutDataProtectionPolicyCommand({
      logGroupIdentifier: logGroupName,
      policyDocument: dataProtectionPolicy,
    }),
  );
  return { subject: groupNamed(logGroupName), name: logGroupName, ...hands };
}

test('a log group is read with everything it has', async () => {
  const { name, look } = await newGroup();
  expect(await look()).toMatchObject({ kind: 'present', state: aLogGroupState({ name }) });
});

test('a plain log group has empty parts', async () => {
  const { clients, look } = handsOn(organization, groupNamed('plain'));
  await clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'plain' }));
  expect(await look()).toMatchObject({
    kind: 'present',
    state: {
      name: 'plain',
      logGroupClass: 'STANDARD',
      subscriptionFilters: [],
      metricFilters: [],
      dataProtectionPolicy: '',
      tags: {},
    },
  });
});

test('a log group is absent when only one with a longer name exists', async () => {
  const { clients } = handsOn(organization, groupNamed('longer'));
  await clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'longer-name' }));
  const { look } = handsOn(organization, groupNamed('longer'));
  expect(await look()).toMatchObject({ kind: 'absent' });
});

test('a log group of a lesser class is read without the parts that AWS does not list', async () => {
  const { clients, look } = handsOn(organization, groupNamed('lesser'));
  const logGroupClass = 'INFREQUENT_ACCESS';
  await clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'lesser', logGroupClass }));
  const seen = await look();
  expect(seen).toMatchObject({
    kind: 'present',
    state: { name: 'lesser', logGroupClass, dataProtectionPolicy: '', tags: {} },
  });
  expect(seen).not.toHaveProperty('state.subscriptionFilters');
  expect(seen).not.toHaveProperty('state.metricFilters');
});

test('a log group that was made again in a lesser class is escalated, and only the settings that it takes are put back', async () => {
  const { subject, name: logGroupName, putBack } = await newGroup();
  const drilled = findTechnique('change-log-group-class')?.drill(subject) ?? [];
  const kept = { logGroupName, retentionInDays: 1 };
  const shorten = { call: 'logs:PutRetentionPolicy', region: subject.region, input: kept };
  const { before, found, after, decision } = await putBack([...drilled, shorten]);
  expect(before).toMatchObject({ state: { retentionInDays: 365, logGroupClass: 'STANDARD' } });
  expect(found).toContain('change-log-group-class');
  expect(found).not.toContain('redirect-subscription');
  expect(decision).toMatchObject({
    kind: 'escalate',
    why: expect.stringMatching(/delete it by hand/),
  });
  expect(after).toMatchObject({
    state: { retentionInDays: 365, logGroupClass: 'INFREQUENT_ACCESS' },
  });
});

test.each(techniques['log-group'].filter(({ id }) => hasRunbook(id)))(
  'after $id a log group is put back exactly',
  async ({ id, drill }) => {
    const { subject, putBack } = await newGroup();
    const { before, found, after } = await putBack(drill(subject));
    expect(found).toEqual([id]);
    expect(after).toEqual(before);
  },
);

test('two foreign filters are removed to make room for the filter of the baseline', async () => {
  const { subject, name: logGroupName, putBack } = await newGroup();
  const { filterPattern, destinationArn } = aSubscriptionFilter();
  const put = (filterName: string) => ({
    call: 'logs:PutSubscriptionFilter',
    region: subject.region,
    input: { logGroupName, filterName, filterPattern, destinationArn },
  });
  const removed = techniques['log-group']
    .filter(({ id }) => id === 'redirect-subscription')
    .flatMap(({ drill }) => drill(subject));
  const { before, found, after } = await putBack([...removed, put('mine'), put('yours, too')]);
  expect(found).toEqual(['redirect-subscription']);
  expect(after).toEqual(before);
});
