import { isJson, isText, type Json, jsonObject, list, part } from '../json';
import type { HookAnswer, HookRequest, Receiver } from '../receiver';
import { basic, receiverSecrets } from '../secrets';
import { type Issue, type JiraCall, type Status, toDo, transitions } from './issue';

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

/** A path below `/rest/api/3`, in which `KEY` is an issue's. */
const route = (method: string, path: string, answer: Route['answer']): Route => ({
  method,
  path: new RegExp(`^/rest/api/3/${path.replace('KEY', '([A-Z]+-\\d+)')}$`),
  answer,
});

const routes: readonly Route[] = [
  route('POST', 'issue', createIssue),
  route('POST', 'issueLink', link),
  route('GET', 'search/jql', searchIssues),
  route('POST', 'search/jql', searchIssues),
  route('GET', 'search', removed),
  route('POST', 'search', removed),
  route('GET', 'issue/KEY', onIssue(showIssue)),
  route('POST', 'issue/KEY/comment', onIssue(comment)),
  route('GET', 'issue/KEY/transitions', onIssue(showTransitions)),
  route('POST', 'issue/KEY/transitions', onIssue(transition)),
];

function showIssue({ id, key, fields, status }: Issue): HookAnswer {
  return { status: 200, body: { id, key, fields: { ...fields, status: shownStatus(status) } } };
}

function showTransitions(): HookAnswer {
  const shown = transitions.map(({ id, name, to }) => ({ id, name, to: shownStatus(to) }));
  return { status: 200, body: { transitions: shown } };
}

const shownStatus = ({ name, category }: Status) => ({ name, statusCategory: { key: category } });

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

const project = 'SEC';
const priorities = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const issueTypes = ['Bug', 'Incident', 'Task'];

function createIssue({ issues, request, body }: JiraCall): HookAnswer {
  const fields = part(body.fields);
  const wrong = wrongWith(fields);
  if (Object.keys(wrong).length > 0) return errors(400, wrong);
  const key = `${project}-${issues.size + 1}`;
  const id = String(10_000 + issues.size);
  issues.set(key, {
    id,
    key,
    createdAt: request.at,
    fields,
    status: toDo,
    comments: [],
    links: [],
  });
  return { status: 201, body: { id, key, self: `/rest/api/3/issue/${id}` } };
}

function wrongWith(fields: Json): Readonly<Record<string, string>> {
  const { description, labels } = fields;
  const nameIn = (field: string): string => String(part(fields[field]).name);
  const isPrioritized = fields.priority === undefined || priorities.includes(nameIn('priority'));
  const isDescribed = description === undefined || isDocument(description);
  const spaced = list(labels).find((label) => /\s/.test(String(label)));
  const summary = wrongWithSummary(fields.summary);
  return {
    ...(part(fields.project).key !== project && { project: 'valid project is required' }),
    ...(!issueTypes.includes(nameIn('issuetype')) && { issuetype: 'Specify a valid issue type' }),
    ...(summary && { summary }),
    ...(!isPrioritized && { priority: 'The priority selected is invalid.' }),
    ...(!isDescribed && { description: NO_DOCUMENT }),
    ...(spaced !== undefined && {
      labels: `The label '${String(spaced)}' contains spaces which is invalid.`,
    }),
  };
}

function wrongWithSummary(summary: unknown): string | undefined {
  if (!isText(summary)) return 'You must specify a summary of the issue.';
  if (summary.includes('\0')) return 'The summary is invalid.';
  if (/[\r\n]/.test(summary)) {
    return 'The summary is invalid because it contains newline characters.';
  }
  return summary.length > 255 ? 'Summary must be less than 255 characters.' : undefined;
}

/** Clauses joined by AND, each `field = value` or `field != value`. The index lags behind. */
function searchIssues({ issues, searchLag, request, body }: JiraCall): HookAnswer {
  const jql = String(body.jql ?? request.query.get('jql') ?? '').replace(/\s+order\s+by\s.*$/i, '');
  if (jql.trim() === '') {
    return failure(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const clauses = jql.split(/\s+and\s+/i).map(readClause);
  if (clauses.includes(undefined)) return failure(400, `Error in the JQL Query: ${jql}`);
  const found = [...issues.values()]
    .filter(({ createdAt }) => request.at.getTime() - createdAt.getTime() >= searchLag)
    .filter((issue) => clauses.every((holds) => holds?.(issue)))
    .map(({ id, key, fields }) => ({ id, key, fields }));
  return { status: 200, body: { issues: found, isLast: true } };
}

type Clause = (issue: Issue) => boolean;

/** Undefined when it is not understood: a field or an operator that was not needed yet. */
function readClause(text: string): Clause | undefined {
  const [, name = '', operator, quoted, plain] =
    /^\s*(\w+)\s*(!=|=)\s*(?:"([^"]*)"|([\w.:-]+))\s*$/.exec(text) ?? [];
  const values = fields[name.toLowerCase()];
  const wanted = quoted ?? plain;
  if (values === undefined || wanted === undefined) return undefined;
  return (issue) => values(issue).includes(wanted) === (operator === '=');
}

const fields: Readonly<Record<string, (issue: Issue) => readonly string[]>> = {
  key: ({ key }) => [key],
  labels: (issue) => list(issue.fields.labels).map(String),
  project: (issue) => [String(part(issue.fields.project).key)],
  status: ({ status }) => [status.name],
  // JQL knows a category by its name or its key.
  statuscategory: ({ status }) => [status.category, categoryNames[status.category] ?? ''],
};

const categoryNames: Readonly<Record<string, string>> = {
  new: 'To Do',
  indeterminate: 'In Progress',
  done: 'Done',
};

/** Whether it is in the Atlassian Document Format; version 3 takes no plain text. */
function isDocument(value: unknown): boolean {
  const { type, version, content } = part(value);
  return type === 'doc' && version === 1 && Array.isArray(content) && content.every(isNode);
}

function isNode(value: unknown): boolean {
  if (!isJson(value) || typeof value.type !== 'string') return false;
  // An empty text node is a mistake people make once: Jira refuses the whole document for it.
  // Nor can its store hold a NUL.
  if (value.type === 'text') {
    return typeof value.text === 'string' && value.text !== '' && !value.text.includes('\0');
  }
  return value.content === undefined || list(value.content).every(isNode);
}

const notDocument = (field: string): HookAnswer => errors(400, { [field]: NO_DOCUMENT });

const NO_DOCUMENT =
  'Operation value must be an Atlassian Document (see the Atlassian Document Format)';

/** Jira's form: by field, and what belongs to none. */
const errors = (
  status: number,
  fields: Readonly<Record<string, string>>,
  errorMessages: readonly string[] = [],
): HookAnswer => ({ status, body: { errorMessages, errors: fields } });

const failure = (status: number, message: string): HookAnswer => errors(status, {}, [message]);

const noIssue = (): HookAnswer =>
  failure(404, 'Issue does not exist or you do not have permission to see it.');
