import { isText, type Json, jsonObject, list } from '../json';
import type { HookAnswer, HookRequest } from '../receiver';
import { receiverSecrets } from '../secrets';
import { isBlocks } from './is-blocks';

/** An incoming webhook. Its errors are one word. [D] api.slack.com/messaging/webhooks#handling_errors */
export function receiveSlack(request: HookRequest): HookAnswer {
  const { method, path, headers, body } = request;
  if (path !== receiverSecrets.slackPath) return { status: 403, body: 'invalid_token' };
  if (method !== 'POST') return { status: 400, body: 'invalid_payload' };
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const text = isForm ? (new URLSearchParams(body).get('payload') ?? '') : body;
  const message = jsonObject(text);
  const refusal = message === undefined ? 'invalid_payload' : refusalOf(message);
  return refusal === undefined ? { status: 200, body: 'ok' } : { status: 400, body: refusal };
}

function refusalOf({ text, blocks, attachments }: Json): string | undefined {
  if (blocks !== undefined && !isBlocks(blocks)) return 'invalid_blocks';
  if (list(attachments).length > 100) return 'too_many_attachments';
  const says = isText(text) || list(blocks).length > 0 || list(attachments).length > 0;
  return says ? undefined : 'no_text';
}
