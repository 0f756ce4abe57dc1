import {
  CreateTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { confirmSubscription } from '../../../services/sandbox/sns/subscribe';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let sns: SNSClient;
let TopicArn: string | undefined;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  const settings = { endpoint, credentials: credentials(security), maxAttempts: 1 };
  sns = new SNSClient({ region: 'us-east-1', ...settings });
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'incidents' })));
});
afterAll(async () => {
  sns.destroy();
  await organization.sandbox.close();
});

test('mail reaches an address after its confirmation', async () => {
  const wanted = { TopicArn, Protocol: 'email', Endpoint: 'ana@example.com' };
  const { SubscriptionArn = '' } = await sns.send(
    new SubscribeCommand({ ...wanted, ReturnSubscriptionArn: true }),
  );
  await sns.send(new PublishCommand({ TopicArn, Message: 'too early' }));
  confirmSubscription(organization.sandbox.world, SubscriptionArn);
  await sns.send(new PublishCommand({ TopicArn, Subject: 'Stopped', Message: 'main' }));
  expect(organization.sandbox.world.sns.mails).toMatchObject([
    { to: 'ana@example.com', subject: 'Stopped', message: 'main' },
  ]);
});

test('a subject is one line of at most a hundred ASCII characters', async () => {
  for (const Subject of ['two\nlines', 'x'.repeat(101), 'größer', ' blank first']) {
    await expect(
      sns.send(new PublishCommand({ TopicArn, Subject, Message: 'main' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  }
  const Message = 'x'.repeat(262_145);
  await expect(sns.send(new PublishCommand({ TopicArn, Message }))).rejects.toThrow(
    'Message too long',
  );
});
