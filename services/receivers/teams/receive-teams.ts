import { type Json, jsonObject, list, part } from '../json';
import type { HookAnswer, HookRequest } from '../receiver';
import { receiverSecrets } from '../secrets';

/** [D] learn.microsoft.com "Create incoming webhooks with Workflows": message size 28 KB */
const mostBytes = 28 * 1024;

/** A Workflows webhook ("When a Teams webhook request is received") that posts adaptive cards. */
export function receiveTeams({ method, path, query, body }: HookRequest): HookAnswer {
  if (path !== receiverSecrets.teamsPath)
    return refused(404, 'WorkflowNotFound', 'The workflow could not be found.');
  if (query.get('sig') !== receiverSecrets.teamsSignature) {
    return refused(
      401,
      'DirectApiAuthorizationRequired',
      'The request must be authenticated only by Shared Access scheme.',
    );
  }
  if (method !== 'POST') return refused(405, 'MethodNotAllowed', 'Only POST.');
  if (Buffer.byteLength(body) > mostBytes) {
    return refused(413, 'RequestEntityTooLarge', 'Message size too large.');
  }
  const message = jsonObject(body);
  const wrong = message === undefined ? 'the body is not JSON' : wrongWith(message);
  if (wrong === undefined) return { status: 202 };
  return refused(
    400,
    'TriggerInputSchemaMismatch',
    `The input body for trigger 'manual' of type 'Request' did not match its schema definition. Error details: '${wrong}'.`,
  );
}

function wrongWith({ type, attachments }: Json): string | undefined {
  if (type !== 'message') return 'type must be message';
  const cards = list(attachments).map(part);
  if (cards.length === 0) return 'attachments are required';
  return cards.map(wrongWithCard).find((wrong) => wrong !== undefined);
}

function wrongWithCard({ contentType, content }: Json): string | undefined {
  if (contentType !== 'application/vnd.microsoft.card.adaptive') return 'contentType is not known';
  const { type, version, body, actions } = part(content);
  if (type !== 'AdaptiveCard') return 'content.type must be AdaptiveCard';
  if (!/^1\.[0-6]$/.test(String(version))) return 'content.version is not known';
  const elements = list(body).map(part);
  if (elements.length === 0) return 'content.body is empty';
  const nameless = [...elements, ...list(actions).map(part)].find(
    (each) => typeof each.type !== 'string',
  );
  if (nameless) return 'every element and action has a type';
  const link = list(actions)
    .map(part)
    .find((each) => each.type === 'Action.OpenUrl' && !URL.canParse(String(each.url)));
  return link ? 'an Action.OpenUrl needs a url' : undefined;
}

function refused(status: number, code: string, message: string): HookAnswer {
  return { status, body: { error: { code, message } } };
}
