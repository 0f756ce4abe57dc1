import { FORMAT } from '../../../domain/incident';
import type { Delivery } from '../../../domain/notification';
import type { SettingsOf } from '../configuration';
import { kindOf, type Letter } from '../letter';
import { postJson } from './json-request';
import { judgeAnswer } from './judge-answer';
import type { ChannelPorts } from './ports';

/**
 * Signed as Standard Webhooks: the secret is `whsec_` and the key in Base64. `webhook-id` is the same for every try,
 * so that the receiver may leave out a repeat.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export async function deliverToWebhook(
  { secret, url }: SettingsOf<'webhook'>,
  letter: Letter,
  { http, secret: read, hmac, now }: ChannelPorts,
): Promise<Delivery> {
  const key = (await read(secret)).trim().replace(/^whsec_/, '');
  const { body = '', ...request } = postJson(url, webhookPayload(letter));
  const timestamp = String(Math.floor(now().getTime() / 1_000));
  const signature = hmac(key, `${letter.id}.${timestamp}.${body}`);
  const headers = {
    ...request.headers,
    'webhook-id': letter.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  return judgeAnswer('the webhook', await http({ ...request, headers, body }));
}

/**
 * One event of one incident. The receiver finds the whole incident in it, as it is now, in a form that only grows:
 * docs/incident.schema.json. A change that breaks the schema gets another format number.
 */
export const webhookPayload = ({ items: [item], at }: Letter) => ({
  type: item ? `incident.${kindOf(item)}` : 'incident.unknown',
  timestamp: at,
  data: { format: FORMAT, incident: item?.incident },
});
