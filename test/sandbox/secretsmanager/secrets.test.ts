import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRole } from '../../../services/sandbox/iam/roles';
import { createKey } from '../../../services/sandbox/kms/create-key';
import { createSecret } from '../../../services/sandbox/secretsmanager/state';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../core/organization-under-test';
import { rawCall } from '../core/raw-call';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const ask = (action: string, input: object, who?: string) =>
  rawCall({
    endpoint: organization.sandbox.endpoint,
    credentials: organization.sandbox.credentials(security, who),
    service: 'secretsmanager',
    target: `secretsmanager.${action}`,
    input,
  });

test('a secret can be read by its name and its ARN, and can be changed', async () => {
  const made = await ask('CreateSecret', { Name: 'trailwarden/jira', SecretString: 'one' });
  expect(made.answer.ARN).toMatch(/:secret:trailwarden\/jira-[0-9a-f]{6}$/);
  const again = await ask('CreateSecret', { Name: 'trailwarden/jira', SecretString: 'two' });
  expect(again.code).toBe('ResourceExistsException');
  await ask('PutSecretValue', { SecretId: 'trailwarden/jira', SecretString: 'two' });
  for (const SecretId of ['trailwarden/jira', made.answer.ARN, made.answer.ARN.slice(0, -7)]) {
    expect((await ask('GetSecretValue', { SecretId })).answer).toMatchObject({
      SecretString: 'two',
      VersionStages: ['AWSCURRENT'],
    });
  }
});

test('a missing secret is refused in the words of Secrets Manager', async () => {
  const { status, answer, code } = await ask('GetSecretValue', { SecretId: 'other' });
  expect({ status, code }).toEqual({ status: 400, code: 'ResourceNotFoundException' });
  expect(answer.message).toBe("Secrets Manager can't find the specified secret.");
});

test('a role needs the permission for this very secret, and for its key', async () => {
  const { world } = organization.sandbox;
  const place = { accountId: security, region: 'us-east-1' };
  const key = createKey(world, place);
  const sealed = createSecret(world, { ...place, name: 'sealed', value: 'x', keyId: key.arn });
  const open = createSecret(world, { ...place, name: 'open', value: 'y' });
  createRole(world, {
    accountId: security,
    name: 'notifier',
    trustPolicy: { Statement: [] },
    inlinePolicies: {
      read: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'secretsmanager:GetSecretValue',
            Resource: [`${sealed.arn}`, open.arn],
          },
        ],
      },
    },
  });
  const read = (SecretId: string) => ask('GetSecretValue', { SecretId }, 'notifier');
  expect((await read(open.arn)).status).toBe(200);
  expect(await read(sealed.arn)).toMatchObject({
    code: 'AccessDeniedException',
    answer: { message: 'Access to KMS is not allowed' },
  });
  expect((await read('trailwarden/jira')).code).toBe('AccessDeniedException');
});
