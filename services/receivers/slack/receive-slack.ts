import { isJson, isText, type Json, jsonObject, list, part } from '../json';
import type { HookAnswer, HookRequest } from '../receiver';
import { receiverSecrets } from '../secrets';

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

/** Whether Slack would show these blocks. [D] api.slack.com/reference/block-kit/blocks */
function isBlocks(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > 50) return false;
  const ids = value.flatMap((block) => part(block).block_id ?? []);
  return (
    new Set(ids).size === ids.length && value.every((block) => isJson(block) && isBlock(block))
  );
}

function isBlock(block: Json): boolean {
  if (block.block_id !== undefined && !isText(block.block_id, 255)) return false;
  return kinds[String(block.type)]?.(block) ?? false;
}

const kinds: Readonly<Record<string, (block: Json) => boolean>> = {
  actions: ({ elements }) => isList(elements, 25, isElement),
  context: ({ elements }) =>
    isList(elements, 10, (each) => isTextObject(each, 3000) || isImage(each)),
  divider: () => true,
  header: ({ text }) => isTextObject(text, 150, 'plain_text'),
  image: isImage,
  section: isSection,
};

function isSection({ text, fields, accessory }: Json): boolean {
  if (text === undefined && fields === undefined) return false;
  if (text !== undefined && !isTextObject(text, 3000)) return false;
  if (fields !== undefined && !isList(fields, 10, (each) => isTextObject(each, 2000))) return false;
  return accessory === undefined || isElement(accessory);
}

const isList = (value: unknown, most: number, holds: (each: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length >= 1 && value.length <= most && list(value).every(holds);

function isTextObject(value: unknown, most: number, only?: string): boolean {
  const { type, text } = part(value);
  const types = only === undefined ? ['mrkdwn', 'plain_text'] : [only];
  return types.includes(String(type)) && isText(text, most);
}

function isImage(value: unknown): boolean {
  const { type, image_url: url, alt_text: alt } = part(value);
  return type === 'image' && isText(url, 3000) && isText(alt, 2000);
}

/** Buttons are all we send; anything else interactive is not known here, and so not shown. */
function isElement(value: unknown): boolean {
  const { type, text, url, value: sent, action_id: id, style } = part(value);
  return (
    type === 'button' &&
    isTextObject(text, 75, 'plain_text') &&
    (url === undefined || (isText(url, 3000) && URL.canParse(url))) &&
    (sent === undefined || isText(sent, 2000)) &&
    (id === undefined || isText(id, 255)) &&
    (style === undefined || style === 'primary' || style === 'danger')
  );
}
