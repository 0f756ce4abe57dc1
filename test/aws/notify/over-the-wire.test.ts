import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSecret } from '../../../services/sandbox/secretsmanager/state';
import { securityHubOf } from '../../../services/sandbox/securityhub/state';
import { openFindings } from '../../../shared/aws/notify/import-finding';
import { EntryRefused } from '../../../shared/aws/notify/publish';
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
