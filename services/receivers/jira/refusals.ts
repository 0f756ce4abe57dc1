import type { HookAnswer } from '../receiver';

/** Jira's form: by field, and what belongs to none. */
export const errors = (
  status: number,
  fields: Readonly<Record<string, string>>,
  errorMessages: readonly string[] = [],
): HookAnswer => ({ status, body: { errorMessages, errors: fields } });

export const failure = (status: number, message: string): HookAnswer =>
  errors(status, {}, [message]);

export const noIssue = (): HookAnswer =>
  failure(404, 'Issue does not exist or you do not have permission to see it.');
