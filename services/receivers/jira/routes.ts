import { part } from '../json';
import type { HookAnswer } from '../receiver';
import { createIssue } from './create-issue';
import { isDocument, notDocument } from './is-document';
import { type Issue, type JiraCall, transitions } from './issue';
import { failure, noIssue } from './refusals';
import { searchIssues } from './search-issues';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (call: JiraCall) => HookAnswer;
}

const onIssue =
  (answer: (issue: Issue, call: JiraCall) => HookAnswer) =>
  (call: JiraCall): HookAnswer => {
    const issue = call.issues.get(call.key);
    return issue === undefined ? noIssue() : answer(issue, call);
  };

const removed = (): HookAnswer =>
  failure(
    410,
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
  );

export const routes: readonly Route[] = [
  { method: 'POST', path: /^\/rest\/api\/3\/issue$/, answer: createIssue },
  { method: 'POST', path: /^\/rest\/api\/3\/issueLink$/, answer: link },
  { method: 'GET', path: /^\/rest\/api\/3\/search\/jql$/, answer: searchIssues },
  { method: 'POST', path: /^\/rest\/api\/3\/search\/jql$/, answer: searchIssues },
  { method: 'GET', path: /^\/rest\/api\/3\/search$/, answer: removed },
  { method: 'POST', path: /^\/rest\/api\/3\/search$/, answer: removed },
  { method: 'GET', path: /^\/rest\/api\/3\/issue\/([A-Z]+-\d+)$/, answer: onIssue(showIssue) },
  {
    method: 'POST',
    path: /^\/rest\/api\/3\/issue\/([A-Z]+-\d+)\/comment$/,
    answer: onIssue(comment),
  },
  {
    method: 'GET',
    path: /^\/rest\/api\/3\/issue\/([A-Z]+-\d+)\/transitions$/,
    answer: onIssue(() => ({
      status: 200,
      body: {
        transitions: transitions.map(({ id, name, to }) => ({
          ...{ id, name },
          to: { name: to.name, statusCategory: { key: to.category } },
        })),
      },
    })),
  },
  {
    method: 'POST',
    path: /^\/rest\/api\/3\/issue\/([A-Z]+-\d+)\/transitions$/,
    answer: onIssue(transition),
  },
];

function showIssue(issue: Issue): HookAnswer {
  const { id, key, fields, status } = issue;
  const shown = { name: status.name, statusCategory: { key: status.category } };
  return { status: 200, body: { id, key, fields: { ...fields, status: shown } } };
}

function comment(issue: Issue, { body }: JiraCall): HookAnswer {
  if (!isDocument(body.body)) return notDocument('comment');
  const id = String(10_000 + issue.comments.length);
  issue.comments.push({ id, body: part(body.body) });
  return { status: 201, body: { id, body: body.body } };
}

function transition(issue: Issue, { body }: JiraCall): HookAnswer {
  const wanted = part(body.transition).id;
  const found = transitions.find(({ id }) => id === wanted);
  if (found === undefined)
    return failure(400, `Transition id '${String(wanted)}' is not valid for this issue.`);
  issue.status = found.to;
  return { status: 204 };
}

/** [D] developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links */
function link({ issues, body }: JiraCall): HookAnswer {
  const { type, inwardIssue, outwardIssue } = body;
  if (part(type).name !== 'Relates') return failure(404, 'No issue link type with that name.');
  const [one, other] = [inwardIssue, outwardIssue].map((end) => issues.get(String(part(end).key)));
  if (one === undefined || other === undefined) return noIssue();
  one.links.push(other.key);
  other.links.push(one.key);
  return { status: 201 };
}
