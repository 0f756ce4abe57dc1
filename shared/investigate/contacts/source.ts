import type { Contact, ContactPorts } from '../../domain/contact';
import { describeObstacle, type Obstacle } from '../../domain/obstacle';
import type { ContactsFile } from './contacts-file';
import type { Whom } from './whom';

/** The answer of one source: contacts, or why there are none. */
export type Given =
  | { readonly kind: 'found'; readonly contacts: readonly Omit<Contact, 'source'>[] }
  | { readonly kind: 'nothing' | 'obstacle' | 'not-asked'; readonly why: string };

export interface Asking {
  readonly ports: ContactPorts;
  readonly file: ContactsFile;
  /** Why the operators' own list could not be used; absent when it could, or there is none. */
  readonly fileProblem?: string;
  readonly whom: Whom;
}

export type Source = (asking: Asking) => Promise<Given>;

export const blocked = (why: Obstacle): Given => ({
  kind: 'obstacle',
  why: `${describeObstacle(why)}.`,
});
