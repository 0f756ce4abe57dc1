import { isJson, list, part } from '../json';
import type { HookAnswer } from '../receiver';
import { errors } from './refusals';

/** Whether it is in the Atlassian Document Format; version 3 takes no plain text. */
export function isDocument(value: unknown): boolean {
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

export const notDocument = (field: string): HookAnswer =>
  errors(400, {
    [field]: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
  });
