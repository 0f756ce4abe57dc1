import type { Person } from './lineage';
import type { Login, Read } from './login';

/** Everything that a decision about a login is made of. Each answer may be missing, and then says why. */
export interface LoginFacts {
  readonly login: Login;
  readonly now: string;
  /** Of a host's login: the call that handed the host the key it used. Of all others it is not asked for. */
  readonly call: Read<Login | undefined>;
  /** The one in force for the machine or its account. */
  readonly exemption: Read<DeclaredExemption | undefined>;
  /** Undefined where none is configured. */
  readonly calendar: Read<ChangeCalendar | undefined>;
  readonly tags: Read<Tags>;
  /** At the end of the lineage; undefined where it ends at no person. */
  readonly human: Read<Person | undefined>;
  /** Did they call from this address before, within 90 days? */
  readonly addressSeen: Read<boolean>;
  /** Other addresses that used the same access key within the hour. */
  readonly otherAddresses: Read<readonly string[]>;
  /**
   * Their last login on this machine within 90 days, if it was more than an hour earlier and expected, or a person said
   * that it was planned: who got in once unseen is not known here.
   */
  readonly seenHere: Read<string | undefined>;
  /** What put the key on the machine by way of AWS, as `identify` finds it; only asked for where a host names a key. */
  readonly keyOrigin: Read<string | undefined>;
  /** An open incident of ours, of the same actor. */
  readonly openIncident: Read<string | undefined>;
  /** An incident of the account's trail, which does not log now. */
  readonly dark: Read<string | undefined>;
}

export interface DeclaredExemption {
  readonly id: string;
  readonly until: string;
  /** Its row carries the seal of a role that may declare exemptions. */
  readonly isSealed: boolean;
}

/** What someone set, and who: the one who logs in may have done so. */
export interface Settable<T> {
  readonly value: T;
  /** Undefined: not within the 90 days of Event history. */
  readonly setBy: Read<SetBy | undefined>;
}

export interface SetBy {
  /** Every name of theirs, as an actor has them. */
  readonly names: readonly string[];
  readonly at: string;
  /** It came with the machine, when it was launched. */
  readonly atLaunch?: true;
}

export interface ChangeCalendar extends Settable<'open' | 'closed'> {
  readonly name: string;
  /** Of the type DEFAULT_OPEN: open says nothing then. */
  readonly isOpenByDefault: boolean;
}

export type Tags = Readonly<Record<string, Settable<string>>>;

export interface LoginSettings {
  /** Of a ticket's id in the session's reason. */
  readonly ticket?: RegExp;
  readonly breakGlassRoles: readonly string[];
  /** Address ranges from which people of ours come. */
  readonly networks: readonly string[];
  /** Identity Center, SAML and OIDC sign in with MFA here; their records never say so. */
  readonly mfaByProvider: boolean;
  /** What was set more recently than that does not speak for a login. */
  readonly settledHours: number;
  /** Where the tag does not say. */
  readonly byDefault: LoginDefault;
}

/** What becomes of a question without an answer. */
export type LoginDefault = 'isolate' | 'tell';
