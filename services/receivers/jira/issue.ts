import type { Json } from '../json';
import type { HookRequest } from '../receiver';

interface Comment {
  readonly id: string;
  readonly body: Json;
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly createdAt: Date;
  fields: Json;
  status: Status;
  readonly comments: Comment[];
  /** Keys of the issues it relates to. */
  readonly links: string[];
}

export interface Status {
  readonly name: string;
  /** `new`, `indeterminate` or `done`, as Jira's status categories have their keys. */
  readonly category: string;
}

export const toDo: Status = { name: 'To Do', category: 'new' };

/** From every state to each of these. */
export const transitions: readonly {
  readonly id: string;
  readonly name: string;
  readonly to: Status;
}[] = [
  { id: '11', name: 'To Do', to: toDo },
  { id: '21', name: 'In Progress', to: { name: 'In Progress', category: 'indeterminate' } },
  { id: '31', name: 'Done', to: { name: 'Done', category: 'done' } },
];

/** One call of the API, and the issues it may change. */
export interface JiraCall {
  readonly issues: Map<string, Issue>;
  readonly searchLag: number;
  readonly request: HookRequest;
  readonly body: Json;
  /** Of the issue in the path; empty where there is none. */
  readonly key: string;
}
