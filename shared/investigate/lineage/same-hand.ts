import type { IncidentSummary } from '../../domain/incident';
import type { Told } from './first-seen';

interface SameHand {
  readonly incident: string;
  readonly sentence: string;
}

const MINUTE_MS = 60_000;

/**
 * The time in which incidents may have been opened that began when this one did: a look that finds both may come
 * late.
 */
export function aroundIt(told: Told): { readonly since: string; readonly until: string } {
  const openedAt = Date.parse(told.openedAt);
  const since = Math.min(began(told), openedAt) - MINUTE_MS;
  const until = openedAt + 10 * MINUTE_MS;
  return { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
}

/**
 * The incident of one of our own parts that likely has the same author: it began within a minute of this one, and
 * nothing attributes it to another identity. Of several the nearest, in any order.
 */
export function sameHand(told: Told, others: readonly IncidentSummary[]): SameHand | undefined {
  const apart = (other: IncidentSummary) => Math.abs(began(other) - began(told));
  const [other] = others
    .filter(({ id, subjectKey }) => id !== told.id && subjectKey.startsWith('warden#'))
    .filter((one) => apart(one) <= MINUTE_MS && !isAnothers(one, told))
    .toSorted((one, two) => apart(one) - apart(two) || one.id.localeCompare(two.id));
  if (!other) return undefined;
  const { evidence, subjectId, id } = other;
  const what = evidence
    ? `${evidence.eventName} on ${subjectId} by ${evidence.actor.principal}`
    : `what was done to ${subjectId}`;
  const seconds = Math.round(apart(other) / 1_000);
  const when = seconds === 0 ? 'at the same time' : `${seconds} s apart`;
  return { incident: id, sentence: `Likely by the same hand as ${id}: ${what}, ${when}.` };
}

const isAnothers = ({ evidence: one }: IncidentSummary, { evidence: other }: Told): boolean =>
  one !== undefined && other !== undefined && one.actor.principal !== other.actor.principal;

const began = ({
  evidence,
  openedAt,
  windows = [],
  blindSince,
}: Pick<Told, 'evidence' | 'openedAt' | 'windows' | 'blindSince'>): number =>
  Date.parse(evidence?.eventTime ?? windows[0]?.from.at ?? blindSince ?? openedAt);
