import type { Values } from './template';

/** What the names in a template stand for while a stack is made. */
export interface Scope {
  /** Parameter, pseudo parameter or physical id of a resource; undefined if there is none of that name (yet). */
  readonly ref: (name: string) => unknown;
  /** Undefined if the resource does not exist (yet) or has no such attribute. */
  readonly attribute: (logicalId: string, name: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, top: string) => Values | undefined;
  /** Value of another stack's export in this account and Region. */
  readonly importValue: (name: string) => unknown;
}
