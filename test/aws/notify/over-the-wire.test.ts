import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSecret } from '../../../services/sandbox/secretsmanager/state';
import { securityHubOf } from '../../../services/sandbox/securityhub/state';
import { openFindings } from '../../../shared/aws/notify/import-finding';
import { EntryRefused, openPublishing } from '../../../shared/aws/notify/publish';
import { openSecrets } from '../../../shared/aws/notify/read-secret';
import { asff } from '../../../shared/report/asff';
import { anIncident } from '../../builders/an-incident';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../../sandbox/core/organization-under-test';

const region = 'us-east-1';
let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const connection = () => ({
  endpoint: organization.sandbox.endpoint,
  region,
  credentials: organization.sandbox.credentials(security),
});

test('Security Hub takes our finding, and the next of the same incident in its place', async () => {
  const hub = securityHubOf(organization.sandbox.world);
  hub.enabled.add(`${security}/${region}`);
  const importFinding = openFindings(connection());
  const importer = { accountId: security, region };
  await importFinding(asff(anIncident({ state: 'open' }), importer));
  await importFinding(asff(anIncident({ state: 'restored' }), importer));
  const [kept] = hub.findings.values();
  expect([...(kept?.keys() ?? [])]).toHaveLength(1);
});

test('a topic gets a text for each kind of subscriber, and attributes to filter by', async () => {
  const { world } = organization.sandbox;
  const client = new SNSClient(connection());
  const { TopicArn: topicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'told' }));
  client.destroy();
  const attributes = { severity: 'high', account: '111122223333' };
  const said = { topicArn, subject: 'One', text: 'Many\nlines', sms: 'Short' };
  await openPublishing(connection()).publish({ ...said, attributes });
  expect(world.sns.topics.get(topicArn)?.messages).toMatchObject([
    { subject: 'One', message: 'Many\nlines', sms: 'Short', attributes },
  ]);
});

test('a finding that Security Hub refuses is refused, not lost', async () => {
  const finding = asff(anIncident(), { accountId: security, region });
  await expect(
    openFindings(connection())({ ...finding, Types: ['Bad/Type'] }),
  ).rejects.toBeInstanceOf(EntryRefused);
});

test('a secret is read from Secrets Manager, and asked for again after five minutes', async () => {
  const { world } = organization.sandbox;
  const place = { accountId: security, region };
  const { arn } = createSecret(world, { ...place, name: 'trailwarden/hook', value: 'one' });
  let now = 0;
  const secretOf = openSecrets(() => now, connection());
  expect(await secretOf(arn)).toBe('one');
  await expect(secretOf(`${arn.slice(0, -11)}other`)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  const writer = new SecretsManagerClient(connection());
  await writer.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'two' }));
  now = 299_999;
  expect(await secretOf(arn)).toBe('one');
  now = 300_000;
  expect(await secretOf(arn)).toBe('two');
});
