import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { hmac } from '../../services/notifier/hmac';
import { openHttp } from '../../services/notifier/send-http';
import { receiverSecrets } from '../../services/receivers/secrets';
import { type RunningReceivers, startReceivers } from '../../services/receivers/start-receivers';
import { deliverToWebhook } from '../../shared/tell/notify/channels/webhook';
import { anIncident } from '../builders/an-incident';
import { aNotice } from './a-notice';

const { webhookSecret } = receiverSecrets;

let receivers: RunningReceivers;
beforeAll(async () => {
  receivers = await startReceivers();
});
afterAll(() => receivers.close());

/** The request of our channel at this time, as it arrived. */
async function arrivedAt(now: Date) {
  const settings = {
    kind: 'webhook',
    secret: 'arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/hook',
    url: `${receivers.url('webhook')}/hook`,
  } as const;
  const letter = {
    id: 'inc_1',
    at: now.toISOString(),
    items: [{ incident: anIncident({ sentence: 'Ünïcode 💥 "quoted"' }), notices: [aNotice()] }],
    mayRepeat: false,
  } as const;
  const unused = () => {
    throw new Error('the webhook uses no other port');
  };
  await deliverToWebhook(settings, letter, {
    ...{
      http: openHttp({ loopback: true }),
      secret: async () => webhookSecret,
      hmac,
      now: () => now,
    },
    ...{
      publish: unused,
      sendMail: unused,
      putEvent: unused,
      importFinding: unused,
      asff: unused,
      ocsf: unused,
    },
    ticket: { read: unused, keep: unused },
  });
  const arrived = receivers.received.at(-1);
  if (!arrived) throw new Error('nothing arrived');
  return arrived;
}

test('the Standard Webhooks library verifies our signature', async () => {
  const { body, headers } = await arrivedAt(new Date());
  expect(new Webhook(webhookSecret).verify(body, { ...headers })).toMatchObject({
    type: 'incident.restored',
    data: { incident: { id: anIncident().id } },
  });
});

test('the library refuses a webhook with one changed character', async () => {
  const { body, headers } = await arrivedAt(new Date());
  const altered = body.replace('restored', 'escalated');
  expect(() => new Webhook(webhookSecret).verify(altered, { ...headers })).toThrow(
    WebhookVerificationError,
  );
});

test('the library refuses a webhook under another id or with another key', async () => {
  const { body, headers } = await arrivedAt(new Date());
  const renamed = { ...headers, 'webhook-id': 'inc_2' };
  expect(() => new Webhook(webhookSecret).verify(body, renamed)).toThrow('No matching signature');
  const other = new Webhook(`whsec_${Buffer.from('another key altogether').toString('base64')}`);
  expect(() => other.verify(body, { ...headers })).toThrow('No matching signature');
});

test('the library refuses a webhook of ten minutes ago with a right signature', async () => {
  const { body, headers } = await arrivedAt(new Date(Date.now() - 600_000));
  expect(() => new Webhook(webhookSecret).verify(body, { ...headers })).toThrow(
    'Message timestamp too old',
  );
});
