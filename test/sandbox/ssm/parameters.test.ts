import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../core/organization-under-test';

const Name = '/trailwarden/slack';
let organization: OrganizationUnderTest;
let ssm: SSMClient;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  const settings = { endpoint, credentials: credentials(security), maxAttempts: 1 };
  ssm = new SSMClient({ region: 'us-east-1', ...settings });
  await ssm.send(new PutParameterCommand({ Name, Value: 'secret', Type: 'SecureString' }));
});
afterAll(async () => {
  ssm.destroy();
  await organization.sandbox.close();
});

test('a SecureString parameter is readable only with decryption', async () => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  expect(Parameter).toMatchObject({
    Value: 'secret',
    Type: 'SecureString',
    ARN: `arn:aws:ssm:us-east-1:${security}:parameter${Name}`,
  });
  const sealed = await ssm.send(new GetParameterCommand({ Name }));
  expect(sealed.Parameter?.Value).not.toContain('secret');
});

test('a missing parameter cannot be read, and an existing one cannot be made again', async () => {
  await expect(ssm.send(new GetParameterCommand({ Name: '/other' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
  const again = { Name, Value: 'other', Type: 'SecureString' as const };
  await expect(ssm.send(new PutParameterCommand(again))).rejects.toMatchObject({
    name: 'ParameterAlreadyExists',
  });
  const { Version } = await ssm.send(new PutParameterCommand({ ...again, Overwrite: true }));
  expect(Version).toBe(2);
});

test('no CloudTrail record holds the value', () => {
  const records = JSON.stringify(
    organization.sandbox.world.feed.entries.filter(({ kind }) => kind === 'record'),
  );
  expect(records).toContain('PutParameter');
  expect(records).not.toContain('"secret"');
});
