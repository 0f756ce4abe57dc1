import { list, part } from '../json';
import type { HookAnswer } from '../receiver';
import type { Issue, JiraCall } from './issue';
import { failure } from './refusals';

/** Clauses joined by AND, each `field = value` or `field != value`. The index lags behind. */
export function searchIssues({ issues, searchLag, request, body }: JiraCall): HookAnswer {
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
