import { parseJsonMembers, withEpochSeconds } from './json-protocol';
import type { Protocol } from './protocol';
import { restActionOf } from './rest-action';
import { restMembers, restParts } from './rest-members';
import { restTarget } from './rest-path';

/** REST with JSON bodies (Lambda, Account Management): members of the body beside labels, query and headers. */
export const restJsonProtocol: Protocol = {
  actionOf: (service, request) => restActionOf(service, request, restTarget(request)),
  inputOf(request, { rest }) {
    if (rest === undefined) return {};
    const members = restMembers(rest, restTarget(request), request);
    if (rest.payload !== undefined) return { ...members, [rest.payload]: request.body };
    return { ...parseJsonMembers(request.body), ...members };
  },
  render(service, action, output, requestId) {
    const answer = service.actions[action]?.rest?.answer ?? {};
    const { headers, body, payload } = restParts(output, answer);
    const status = answer.status ?? 200;
    const json = status === 204 ? '' : JSON.stringify(withEpochSeconds(body));
    return { status, headers: { ...jsonHeaders(requestId), ...headers }, body: payload ?? json };
  },
  renderRefusal: (_service, refusal, requestId) => ({
    status: refusal.status,
    headers: { ...jsonHeaders(requestId), 'x-amzn-errortype': refusal.code },
    body: JSON.stringify({ message: refusal.message }),
  }),
};

function jsonHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
}
