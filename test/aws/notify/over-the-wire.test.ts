import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { openFindings } from '../../../shared/aws/notify/import-finding';
import { EntryRefused, openPublishing } from '../../../shared/aws/notify/publish';
import { openSecrets } from '../../../shared/aws/notify/read-secret';
import type { Incident } from '../../../shared/domain/incident';
import type { ChannelPorts } from '../../../shared/tell/notify/channels/ports';
import { deliverToSecurityHub } from '../../../shared/tell/notify/channels/security-hub';
import { asff } from '../../../shared/tell/report/asff';
import { anIncident } from '../../builders/an-incident';
import { aNotice, noon } from '../../notify/a-notice';
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

test('Security Hub takes our finding, and each later message of the same incident updates it', async () => {
  const hub = hooks.securityhub.state(organization.sandbox.world);
  hub.enabled.add(`${security}/${region}`);
  const importer = { accountId: security, region };
  const ports = {
    importFinding: openFindings(connection()),
    asff: (incident: Incident, at: string) => asff(incident, importer, at),
  } as ChannelPorts;
  // Nothing in the incident itself is newer than before: it is told anew because its state is another.
  const tell = async (state: Incident['state'], at: string) => {
    const items = [{ incident: anIncident({ state }), notices: [aNotice()] as const }];
    expect(await deliverToSecurityHub({ id: at, at, items, mayRepeat: false }, ports)).toEqual({
      kind: 'delivered',
    });
    const [findings] = hub.findings.values();
    return [...(findings?.values() ?? [])];
  };
  const stateOf = (state: string) => ({ 'trailwarden/state': state });
  const first = noon(1).toISOString();
  const second = noon(2).toISOString();
  expect(await tell('open', first)).toMatchObject([
    { UpdatedAt: first, ProductFields: stateOf('open') },
  ]);
  expect(await tell('restored', second)).toMatchObject([
    { UpdatedAt: second, ProductFields: stateOf('restored') },
  ]);
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
  const { arn } = hooks.secretsmanager.createSecret(world, {
    ...place,
    name: 'trailwarden/hook',
    value: 'one',
  });
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
