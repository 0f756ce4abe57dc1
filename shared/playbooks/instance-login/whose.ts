import { actorNames } from '../../domain/evidence';
import type { LoginCall, Read } from '../../domain/login';
import type { Considered, LoginReason } from '../../domain/login-decision';
import type { LoginFacts, LoginSettings, Settable } from '../../domain/login-facts';

export const considered = (
  reason: LoginReason,
  holds: Considered['holds'],
  sentence: string,
): Considered => ({ reason, holds, sentence });

export const asHolds = (isSo: boolean): Considered['holds'] => (isSo ? 'yes' : 'no');

/** The call to AWS behind a login: its own, or the one that handed its key over. */
export function callBehind({ login, call }: LoginFacts): Read<LoginCall | undefined> {
  if (login.call) return { kind: 'read', value: login.call };
  return call.kind === 'read' ? { kind: 'read', value: call.value?.call } : call;
}

/** Did they sign in with MFA? Records of Identity Center and of other providers never say so. */
export function signedInWithMfa(facts: LoginFacts, settings: LoginSettings): Considered['holds'] {
  const call = callBehind(facts);
  if (call.kind === 'unread') return 'unknown';
  if (call.value?.mfa) return 'yes';
  const kind = facts.human.kind === 'read' ? facts.human.value?.kind : undefined;
  const byProvider = kind === 'identity-center' || kind === 'saml' || kind === 'oidc';
  if (byProvider && settings.mfaByProvider) return 'yes';
  if (settings.mfaByProvider && facts.human.kind === 'unread') return 'unknown';
  return call.value?.mfa === false ? 'no' : 'unknown';
}

/**
 * May this speak for the login? Not if the one who logs in set it, and not if it was set just now by another, who may
 * be the same person under another name. Nothing that came with the machine's launch is just now.
 */
export function speaksFor(
  { setBy }: Settable<unknown>,
  facts: LoginFacts,
  { settledHours }: LoginSettings,
): {
  readonly holds: Considered['holds'];
  /** It was there long before the login. */
  readonly isSettled?: boolean;
  readonly why: string;
} {
  if (setBy.kind === 'unread') {
    return { holds: 'unknown', why: `who set it is not known: ${setBy.why}` };
  }
  if (!setBy.value) return { holds: 'yes', isSettled: true, why: 'set long ago' };
  const { names, at, atLaunch } = setBy.value;
  const hours = (Date.parse(facts.login.at) - Date.parse(at)) / 3_600_000;
  const isSettled = hours >= settledHours;
  if (!isSettled && !atLaunch) {
    return { holds: 'no', why: `set only ${at}, and may have been set for this` };
  }
  const call = callBehind(facts);
  if (call.kind === 'unread') {
    return { holds: 'unknown', isSettled, why: `who logged in is not known: ${call.why}` };
  }
  if (isSameHand(names, facts, call.value)) {
    return { holds: 'no', isSettled, why: 'set by the one who logged in' };
  }
  if (facts.human.kind === 'unread') {
    const why = `the person who logged in is not known: ${facts.human.why}`;
    return { holds: 'unknown', isSettled, why };
  }
  return { holds: 'yes', isSettled, why: `set ${at}` };
}

/** Event history is minutes late. [D] get-and-view-cloudtrail-log-files: about five on average */
const LATE_MS = 10 * 60_000;

/** Without a record it was set long ago, or just before the login: that is known when records have had time to come. */
export const mayBeNew = ({ setBy }: Settable<unknown>, { login, now }: LoginFacts): boolean =>
  setBy.kind === 'read' && !setBy.value && Date.parse(now) - Date.parse(login.at) < LATE_MS;

/** Do they share a name, or the person at the end of the lineage? */
function isSameHand(
  names: readonly string[],
  { human }: LoginFacts,
  call: LoginCall | undefined,
): boolean {
  const person = human.kind === 'read' ? human.value?.name : undefined;
  const own = [...(call ? actorNames(call.actor) : []), ...(person ? [person] : [])];
  return names.some((name) => own.includes(name));
}
