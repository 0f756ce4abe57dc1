import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sesOf } from '../../../services/sandbox/ses/state';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../core/organization-under-test';

const ours = (name: string) => `arn:aws:ses:us-east-1:${security}:${name}`;

let organization: OrganizationUnderTest;
let client: SESv2Client;
beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  client = new SESv2Client({
    ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: credentials(security),
  });
  const { known } = sesOf(organization.sandbox.world);
  known.add(ours('identity/example.com')).add(ours('configuration-set/audit'));
});
afterAll(async () => {
  client.destroy();
  await organization.sandbox.close();
});

const send = (different: Partial<SendEmailCommandInput> = {}) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: 'warden@example.com',
      Destination: { ToAddresses: ['alice@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: 'CloudTrail' },
          Body: { Text: { Data: 'stopped' } },
          Headers: [{ Name: 'References', Value: '<inc-1@trailwarden.invalid>' }],
        },
      },
      ...different,
    }),
  );

test('a mail of a verified domain is sent, and kept with its headers', async () => {
  const { MessageId } = await send({ ConfigurationSetName: 'audit' });
  expect(sesOf(organization.sandbox.world).mails.at(-1)).toMatchObject({
    messageId: MessageId,
    to: ['alice@example.com'],
    subject: 'CloudTrail',
    text: 'stopped',
    headers: { References: '<inc-1@trailwarden.invalid>' },
  });
});

test('an unverified sender is rejected in the words of SES', async () => {
  await expect(send({ FromEmailAddress: 'warden@example.org' })).rejects.toMatchObject({
    name: 'MessageRejected',
    message:
      'Email address is not verified. The following identities failed the check in region US-EAST-1: warden@example.org',
  });
});

test('an unknown configuration set, a missing recipient and a broken header are refused', async () => {
  await expect(send({ ConfigurationSetName: 'none' })).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  await expect(send({ Destination: {} })).rejects.toMatchObject({ name: 'BadRequestException' });
  const Headers = [{ Name: 'X-One', Value: 'a\nBcc: mallory@example.org' }];
  const Content = { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } }, Headers } };
  await expect(send({ Content })).rejects.toMatchObject({ name: 'BadRequestException' });
});
