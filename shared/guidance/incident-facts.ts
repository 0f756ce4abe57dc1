import type { Actor } from '../domain/evidence';
import { globalRegionOf } from '../domain/global-region';
import type { Incident } from '../domain/incident';
import { pasteable } from '../reports/facts';

/** An incident as far as guidance speaks of it. */
export type GuidedIncident = Pick<
  Incident,
  | 'id'
  | 'subjectKey'
  | 'subjectId'
  | 'accountId'
  | 'region'
  | 'techniques'
  | 'evidence'
  | 'openedAt'
  | 'lastSeenAt'
  | 'restoredAt'
  | 'blindSince'
  | 'windows'
>;

/** What guidance may say of one incident. Every text is fit to be pasted into a shell. */
export interface IncidentFacts {
  /** Its ARN. */
  readonly id: string;
  /** The last part of it: `main`, `trailwarden-guard`, `p-example0f0f`. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Where the calls of Organizations and IAM are recorded. */
  readonly globalRegion: string;
  /** A quarter of an hour before it began, and after it ended: what led to it, and what followed. */
  readonly since: string;
  readonly until: string;
  /** Absent when only a look saw it, or the record names nobody. */
  readonly who?: string;
  readonly from: string;
  readonly actor?: Actor;
}

const MARGIN_MS = 15 * 60_000;

export function factsOfIncident(incident: GuidedIncident): IncidentFacts {
  const { accountId, region, evidence } = incident;
  // Of refused calls the account is the subject, and no command takes that for the name of a trail.
  const isTried = incident.subjectKey.startsWith('account#');
  const subjectId = isTried ? (evidence?.aimedAt ?? '') : incident.subjectId;
  const { actor, sourceIp } = evidence ?? {};
  const known = actor !== undefined && actor.principal !== 'unknown';
  return {
    id: pasteable(subjectId, 'arn'),
    name: pasteable(subjectId.split(/[:/]/).at(-1), 'name'),
    accountId: pasteable(accountId, 'account'),
    region: pasteable(region, 'region'),
    globalRegion: globalRegionOf(subjectId.split(':')[1] ?? 'aws'),
    since: around(beginningOf(incident), -MARGIN_MS),
    until: around(incident.restoredAt ?? incident.lastSeenAt, MARGIN_MS),
    ...(known && { who: pasteable(actor.principal, 'who') }),
    from: pasteable(sourceIp, 'address'),
    ...(actor && { actor }),
  };
}

export const beginningOf = ({
  windows,
  blindSince,
  openedAt,
}: Pick<GuidedIncident, 'windows' | 'blindSince' | 'openedAt'>): string =>
  [windows[0]?.from.at, blindSince, openedAt].filter((at) => at !== undefined).sort()[0] ??
  openedAt;

/** A time that cannot be read stays a placeholder, as every other text. */
function around(at: string, ms: number): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? '<time>' : `${new Date(time + ms).toISOString().slice(0, 19)}Z`;
}
