import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { receiverSecrets } from '../secrets';

export interface Webhook {
  readonly receive: Receiver;
  /** How often each message id came with a good signature; what it says counts once. */
  readonly times: ReadonlyMap<string, number>;
}

const toleranceSeconds = 300;

/** A receiver of Standard Webhooks that looks at the signature itself. [D] standardwebhooks.com */
export function createWebhook(): Webhook {
  const times = new Map<string, number>();
  return { times, receive: (request) => receive(times, request) };
}

function receive(times: Map<string, number>, request: HookRequest): HookAnswer {
  if (request.method !== 'POST') return { status: 405 };
  const wrong = wrongWith(request);
  if (wrong !== undefined) return { status: 401, body: { error: wrong } };
  const id = request.headers['webhook-id'] ?? '';
  times.set(id, (times.get(id) ?? 0) + 1);
  return { status: 204 };
}

function wrongWith({ headers, body, at }: HookRequest): string | undefined {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return 'Missing required headers';
  if (!/^\d+$/.test(timestamp)) return 'Invalid Signature Headers';
  const age = at.getTime() / 1000 - Number(timestamp);
  if (age > toleranceSeconds) return 'Message timestamp too old';
  if (age < -toleranceSeconds) return 'Message timestamp too new';
  const expected = sign(`${id}.${timestamp}.${body}`);
  const good = signatures.split(' ').some((each) => isSignature(each, expected));
  return good ? undefined : 'No matching signature found';
}

function sign(content: string): Buffer {
  const secret = Buffer.from(receiverSecrets.webhookSecret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', secret).update(content).digest();
}

/** `v1,<base64>`; signatures of other versions are looked over. */
function isSignature(written: string, expected: Buffer): boolean {
  const [version, signature = ''] = written.split(',');
  const given = Buffer.from(signature, 'base64');
  return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
}
