import type * as v from 'valibot';
import type { HostsLook } from '../../domain/hosts-look';
import type { Login } from '../../domain/login';

/** What a message says of a machine being entered. `why` quotes nothing of the sender's text. */
export type Heard =
  | {
      readonly kind: 'logins';
      readonly logins: readonly Login[];
      /** As many more stood in the same event, or were no logins. */
      readonly left: number;
    }
  /** How the machines of a place are heard. */
  | { readonly kind: 'look'; readonly look: HostsLook }
  /** AWS refused the call: no one got in. */
  | { readonly kind: 'attempt'; readonly attempt: Login; readonly errorCode: string }
  | { readonly kind: 'refused'; readonly why: string };

export const refused = (why: string): Heard => ({ kind: 'refused', why });

export function whatIsWrong(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  const path = issue ? issue.path?.map(({ key }) => String(key)).join('.') : undefined;
  const what = issue?.message.startsWith('is ') ? issue.message : 'is missing or of the wrong kind';
  return `${path ?? 'it'} ${what}`;
}
