import { jsonObject } from '../json';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { basic, receiverSecrets } from '../secrets';
import type { Issue } from './issue';
import { errors, failure } from './refusals';
import { routes } from './routes';

export interface Jira {
  readonly receive: Receiver;
  /** By key, e.g. `SEC-1`. */
  readonly issues: ReadonlyMap<string, Issue>;
  /** How long a search does not see a new issue; Jira's own index lags by seconds. */
  searchLagMilliseconds: number;
}

/** Jira Cloud's REST API, version 3, with one project `SEC`. [D] developer.atlassian.com/cloud/jira/platform/rest/v3 */
export function createJira(): Jira {
  const issues = new Map<string, Issue>();
  const jira: Jira = {
    issues,
    searchLagMilliseconds: 0,
    receive: (request) => receive(issues, jira.searchLagMilliseconds, request),
  };
  return jira;
}

function receive(issues: Map<string, Issue>, searchLag: number, request: HookRequest): HookAnswer {
  const { jiraUser, jiraToken } = receiverSecrets;
  if (request.headers.authorization !== basic(jiraUser, jiraToken)) {
    return failure(401, 'Client must be authenticated to access this resource.');
  }
  for (const { method, path, answer } of routes) {
    const match = path.exec(request.path);
    if (match === null || method !== request.method) continue;
    const body = request.body === '' ? {} : jsonObject(request.body);
    if (body === undefined) return failure(400, 'There was an error parsing JSON.');
    return answer({ issues, searchLag, request, body, key: match[1] ?? '' });
  }
  return errors(404, {}, ['Oops, you have found a dead link.']);
}
