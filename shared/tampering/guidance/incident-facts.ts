import type { Actor } from '../../domain/evidence';
import { globalRegionOf } from '../../domain/global-region';
import type { Incident } from '../../domain/incident';
import { aroundTime } from '../reported/around-time';
import { pasteable } from '../reported/facts';

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
> &
  Partial<Pick<Incident, 'lineage' | 'actors'>>;

/** What guidance may say of one incident. Every text is fit to be pasted into a shell. */
export interface IncidentFacts {
  /** Its ARN. */
  readonly id: string;
  /** The last part of it: `main`, `trailwarden-guard`, `p-example0f0f`. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly techniques: readonly string[];
  /** Where the calls of Organizations and IAM are recorded. */
  readonly globalRegion: string;
  /** A quarter of an hour before it began, and after it ended: what led to it, and what followed. */
  readonly since: string;
  readonly until: string;
  /** Absent when only a look saw it, or the record names no one. */
  readonly who?: string;
  readonly from: string;
  readonly actor?: Actor;
}

export function factsOfIncident(incident: GuidedIncident): IncidentFacts {
  const { accountId, region, evidence } = incident;
  // Of refused calls the account is the subject, and no command takes that for the name of a trail.
  const isTried = incident.subjectKey.startsWith('account#');
  const subjectId = isTried ? (evidence?.aimedAt ?? '') : incident.subjectId;
  const { actor, sourceIp } = evidence ?? {};
  const partition = /^arn:([a-z-]+):/.exec(subjectId)?.[1] ?? 'aws';
  const known = actor !== undefined && actor.principal !== 'unknown';
  return {
    id: pasteable(subjectId, 'arn'),
    name: pasteable(nameIn(subjectId), 'name'),
    partition: pasteable(partition, 'partition'),
    techniques: incident.techniques,
    accountId: pasteable(accountId, 'account'),
    region: pasteable(region, 'region'),
    globalRegion: globalRegionOf(partition),
    since: aroundTime(beginningOf(incident), -1),
    until: aroundTime(incident.restoredAt ?? incident.lastSeenAt, 1),
    ...(known && { who: pasteable(actor.principal, 'who') }),
    from: pasteable(sourceIp, 'address'),
    ...(actor && { actor }),
  };
}

/** A log group's name has slashes of its own. */
const nameIn = (arn: string): string | undefined =>
  /:log-group:(.+?)(:\*)?$/.exec(arn)?.[1] ?? arn.split(/[:/]/).at(-1);

export const beginningOf = ({
  windows,
  blindSince,
  openedAt,
}: Pick<GuidedIncident, 'windows' | 'blindSince' | 'openedAt'>): string =>
  [windows[0]?.from.at, blindSince, openedAt].filter((at) => at !== undefined).sort()[0] ??
  openedAt;
