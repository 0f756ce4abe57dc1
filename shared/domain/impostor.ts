import type { EventSignal } from './signal';
import type { Severity } from './technique';

/**
 * Whose call an event tells of. `ours`: a role of ours made it, and we held the key. `impostor`: a role of
 * ours made it and we did not. `unknown`: the table that would tell did not answer.
 */
export type Whose = 'ours' | 'impostor' | 'stranger' | 'unknown';

/**
 * An intruder acts as a role of ours (GRD-04): nothing of ours is safe from them, and their calls bear our
 * name. Not in the catalogue: it is seen in who made a call, on subjects of every kind, and not in a state.
 */
export const BECOME_GUARD = 'become-guard';

export const becomeGuardSeverity: Severity = 'critical';

/** The beginning of every sentence about it. */
export const IMPOSTOR = "A caller has become one of Trailwarden's own roles";

/** The sentence on an incident whose latest look found everything whole. */
export const IMPOSTOR_SENTENCE = `${IMPOSTOR}, and tampered as it. Find out who assumed the role, and what it trusts.`;

/** Why a person is needed, even if everything was put back. */
export const impostorSentence = ({ accountId, evidence }: EventSignal): string =>
  `${IMPOSTOR}: ${evidence.eventName} was called as ${evidence.actor.principal} in ${accountId}, and Trailwarden did not call it. Find out who assumed the role, and what it trusts.`;
