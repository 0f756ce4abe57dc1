import { isText, type Json, list, part } from '../json';
import type { HookAnswer } from '../receiver';
import { isDocument } from './is-document';
import { type JiraCall, toDo } from './issue';
import { errors } from './refusals';

const project = 'SEC';
const priorities = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
const issueTypes = ['Bug', 'Incident', 'Task'];

export function createIssue({ issues, request, body }: JiraCall): HookAnswer {
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
  const { summary, description, labels } = fields;
  const isDescribed = description === undefined || isDocument(description);
  const spaced = list(labels).find((label) => /\s/.test(String(label)));
  return {
    ...(part(fields.project).key !== project && { project: 'valid project is required' }),
    ...(!issueTypes.includes(String(part(fields.issuetype).name)) && {
      issuetype: 'Specify a valid issue type',
    }),
    ...(!isText(summary) && { summary: 'You must specify a summary of the issue.' }),
    ...(isText(summary) &&
      summary.length > 255 && { summary: 'Summary must be less than 255 characters.' }),
    ...(isText(summary) &&
      /[\r\n]/.test(summary) && {
        summary: 'The summary is invalid because it contains newline characters.',
      }),
    ...(isText(summary) && summary.includes('\0') && { summary: 'The summary is invalid.' }),
    ...(fields.priority !== undefined &&
      !priorities.includes(String(part(fields.priority).name)) && {
        priority: 'The priority selected is invalid.',
      }),
    ...(!isDescribed && {
      description:
        'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
    }),
    ...(spaced !== undefined && {
      labels: `The label '${String(spaced)}' contains spaces which is invalid.`,
    }),
  };
}
