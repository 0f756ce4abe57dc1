import type { LoginDefault } from './login-facts';

/** What may decide about a login: first what speaks for it, then what speaks against it, then that nothing does. */
export const loginReasons = [
  'exemption', // declared, sealed and in force
  'calendar', // the Change Calendar is open, and is closed at other times
  'ticket', // in the session's reason, typed by a person who signed in with MFA
  'tag', // trailwarden:login = expected, set long ago by someone else
  'break-glass', // a role for emergencies: told, never isolated
  'known-human', // a person AWS vouches for, known network, MFA, seen here before
  'key-without-call', // no call to AWS put the key on the machine
  'stolen-session', // the session looks stolen
  'open-incident', // its actor has an open incident of ours
  'dark', // the account's trail does not log now
  'nothing', // none of these: a person is asked
] as const;

export type LoginReason = (typeof loginReasons)[number];

export interface Considered {
  readonly reason: LoginReason;
  /** `unknown` is neither: it never makes a login expected. */
  readonly holds: 'yes' | 'no' | 'unknown';
  readonly sentence: string;
}

export interface LoginDecision {
  readonly verdict: 'expected' | 'unplanned' | 'ask';
  readonly reason: LoginReason;
  readonly sentence: string;
  /** People are told at once. */
  readonly isTold: boolean;
  /** What becomes of the question if no one answers in time; meant where the verdict is `ask`. */
  readonly byDefault: LoginDefault;
  /** All of them, in the order in which they count. */
  readonly considered: readonly Considered[];
}
