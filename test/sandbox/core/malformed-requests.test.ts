import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { assert, asyncProperty, base64String, constantFrom, record, string } from 'fast-check';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from './organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const signature = `Signature=${'0'.repeat(64)}`;
const authorization = (key: string, service: string) =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, ${signature}`;

test('an unsigned or wrongly signed request is refused and never answered as success', async () => {
  const { accessKeyId } = organization.sandbox.credentials(payments);
  const anything = record({
    service: constantFrom('sts', 'cloudtrail', 'organizations', 's3', '__proto__'),
    target: constantFrom('', '.', 'CloudTrail_20131101.StopLogging', 'a.constructor'),
    key: constantFrom(accessKeyId, 'AKIAIOSFODNN7EXAMPLE'),
    date: constantFrom('', '20261121T120000Z', 'yesterday'),
    body: string(),
    token: base64String(),
  });
  await assert(
    asyncProperty(anything, async ({ service, target, key, date, body, token }) => {
      const response = await fetch(`${organization.sandbox.endpoint}/?${encodeURI(body)}`, {
        method: 'POST',
        headers: {
          authorization: authorization(key, service),
          'x-amz-target': target,
          'x-amz-date': date,
          'x-amz-security-token': token,
        },
        body,
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).not.toBe(500);
      expect((await response.text()).length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test('a request that is no HTTP is answered, and the sandbox goes on', async () => {
  const { hostname, port } = new URL(organization.sandbox.endpoint);
  const socket = connect(Number(port), hostname);
  socket.end('this is no HTTP\r\n\r\n');
  expect(await text(socket)).toContain('400 Bad Request');
  const client = organization.sts(organization.sandbox.credentials(payments));
  await expect(client.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
});

test('a body beyond the limit is refused', async () => {
  const response = await fetch(organization.sandbox.endpoint, {
    method: 'POST',
    headers: { authorization: authorization('AKIAIOSFODNN7EXAMPLE', 'sts') },
    body: Buffer.alloc(17 * 1024 * 1024),
  });
  expect(response.status).toBe(413);
});
