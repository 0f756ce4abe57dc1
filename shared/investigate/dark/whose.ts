import type { DarkEvent, DarkPart } from '../../domain/dark';
import type { Incident } from '../../domain/incident';
import type { Link, LinkKind } from '../../domain/lineage';

/** The identity behind the tampering, as far as it is known; every field may be missing. */
export interface Suspect {
  readonly principals: readonly string[];
  readonly accessKeyId?: string;
  readonly sourceIp?: string;
}

/** Empty when only a sweep saw it. */
export function suspectIn(incident: Pick<Incident, 'evidence' | 'lineage'>): Suspect {
  const { actor, sourceIp } = incident.evidence ?? {};
  const names = [actor?.principal, ...identitiesBehind(incident).map(({ principal }) => principal)];
  return {
    principals: names.filter((name) => name !== undefined).filter((name) => name !== 'unknown'),
    ...(actor?.accessKeyId && { accessKeyId: actor.accessKeyId }),
    ...(sourceIp && { sourceIp }),
  };
}

/**
 * Whose doing an event was. The actor is asked about first, so that one who became a service or the warden cannot
 * hide behind it. An address that many share makes others look like the actor, never the reverse.
 */
export function whose(event: DarkEvent, suspect: Suspect): DarkPart {
  if (isSuspect(event, suspect)) return 'actor';
  if (isWarden(event)) return 'warden';
  return event.byService ? 'service' : 'others';
}

const isSuspect = ({ accessKeyId, principal, sourceIp }: DarkEvent, by: Suspect): boolean =>
  (accessKeyId !== undefined && accessKeyId === by.accessKeyId) ||
  by.principals.includes(principal) ||
  (isAddress(sourceIp) && sourceIp === by.sourceIp);

/**
 * Calls that AWS makes carry a service's name instead: `cloudtrail.amazonaws.com`, `AWS Internal`. In the
 * sandbox every call comes from the loopback address, which identifies no caller.
 */
const isAddress = (text: string | undefined): boolean =>
  text !== undefined &&
  /^[0-9a-f.:]+$/i.test(text) &&
  /[.:]/.test(text) &&
  !/^(127\.|::1$)/.test(text);

/**
 * A call into another account is recorded there without the caller's ARN, only as `AROA…:trailwarden-responder`.
 * Callers choose session names freely, so the name counts only where AWS let the caller become one of our roles of
 * that very account.
 */
const isWarden = ({ principal, assumed, accountId }: DarkEvent): boolean =>
  WARDEN.test(principal) ||
  (OUR_SESSION.test(principal) &&
    accountId === assumed?.split(':')[4] &&
    OUR_MEMBER_ROLE.test(assumed));

const WARDEN =
  /:assumed-role\/trailwarden-(guard|bucket-guard|containment|collector|spare|reader|undo|responder|investigator|sweeper|bucket-policy|instance-login)(\/|$)/;
const OUR_SESSION =
  /^AROA[A-Z0-9]+:(trailwarden-(responder|investigator|sweeper)|bucket-policy|instance-login)$/;
const OUR_MEMBER_ROLE =
  /:role\/trailwarden-(guard|bucket-guard|containment|collector|spare|reader|undo)$/;

/**
 * The identities through which the actor came, from this call back to the human: an actor who came through two
 * accounts was at work in both. Without guesses, and without providers and services, which many people use.
 */
export const identitiesBehind = ({ lineage }: Pick<Incident, 'lineage'>): readonly Link[] =>
  (lineage?.links ?? []).filter(({ kind, certainty }) => HANDS.has(kind) && certainty !== 'guess');

const HANDS: ReadonlySet<LinkKind> = new Set(['root', 'user', 'session']);
