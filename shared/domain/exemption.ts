import type { BlindWindow } from './blind-window';
import type { BucketWanted } from './bucket';
import { isBinding, isPlannedChange, noticesAmong, type Pause } from './pause';

/** A declared planned change. While one is in force nothing is restored on its subject. */
export interface Exemption {
  readonly id: string;
  readonly accountId: string;
  /** The subject's key, or `*` for everything in the account. */
  readonly subjectKey: string;
  /** The first moment at which it no longer holds. */
  readonly until: string;
  readonly by: string;
  readonly why: string;
  readonly declaredAt: string;
  /** Of an answer about a bucket: it covers what is no worse than this. Absent: whatever is changed. */
  readonly wanted?: BucketWanted;
  /** Absent: a planned change. */
  readonly pause?: Pause;
  /** Absent until a person ends it early; `until` is then that moment. */
  readonly ended?: { readonly at: string; readonly by: string };
  /** The seal on its row, not verified yet; absent when it carries none. */
  readonly mac?: string;
}

/** The form in which an incident keeps an exemption that overlaps with it. */
export type Announced = Pick<Exemption, 'id' | 'declaredAt' | 'until' | 'by' | 'why'>;

const KEPT = 3;
const WORDS = 300;

/** The latest few that cover whatever is changed, with as much of their text as an incident has room for. */
export const announcedIn = (exemptions: readonly Exemption[]): readonly Announced[] =>
  exemptions
    .filter((one) => !one.wanted && isPlannedChange(one))
    .toSorted((one, other) => other.until.localeCompare(one.until))
    .slice(0, KEPT)
    .map(({ id, declaredAt, until, by, why }) => ({
      ...{ id, declaredAt, until },
      ...{ by: by.slice(0, WORDS), why: why.slice(0, WORDS) },
    }));

/** The exemption that was in force when this happened. Times of events are cut to whole seconds. */
export const announcedAt = (
  announced: readonly Announced[] | undefined,
  at: string | undefined,
): Announced | undefined =>
  announced?.find(
    ({ declaredAt, until }) =>
      at !== undefined &&
      Math.floor(Date.parse(declaredAt) / 1_000) <= Math.floor(Date.parse(at) / 1_000) &&
      Date.parse(at) < Date.parse(until),
  );

/** An exemption that no authorised role declared, and how that is known. */
export interface ForgedExemption {
  readonly id: string;
  readonly why: string;
}

/** The exemption or pause that holds longest, if any is in force. Compared here, never left to the table's TTL. */
export const exemptionInForce = (
  exemptions: readonly Exemption[],
  subjectKey: string,
  now: string,
): Exemption | undefined =>
  exemptionsInForce(exemptions, subjectKey, now).sort((one, other) =>
    other.until.localeCompare(one.until),
  )[0];

export const exemptionsInForce = (
  exemptions: readonly Exemption[],
  subjectKey: string,
  now: string,
): Exemption[] =>
  exemptions
    .filter((exemption) => exemption.subjectKey === subjectKey || exemption.subjectKey === '*')
    .filter((exemption) => exemption.until > now && isBinding(exemption));

/** Exemptions that end now or later, or ended so recently that a look may still find what was done under them. */
export const exemptionsOfLate = (
  exemptions: readonly Exemption[],
  subjectKey: string,
  now: string,
): Exemption[] => [
  ...exemptionsInForce(
    exemptions,
    subjectKey,
    new Date(Date.parse(now) - OF_LATE_MS).toISOString(),
  ),
  ...noticesAmong(exemptions, now).filter((one) => one.subjectKey === subjectKey),
];

/** Two sweeps, by default. */
const OF_LATE_MS = 2 * 3_600_000;

/** The ended exemption in whose time all of this happened; nothing when there is none. */
export const exemptionOver = (
  exemptions: readonly Exemption[],
  subjectKey: string,
  window: BlindWindow | undefined,
): Exemption | undefined => {
  const { from, to } = window ?? {};
  if (!from || !to) return undefined;
  return exemptionsInForce(exemptions, subjectKey, '').find(
    (one) => isPlannedChange(one) && one.declaredAt <= from.at && to.at <= one.until,
  );
};
