import { grouped } from '../../domain/grouped';
import { inTurn } from '../../domain/in-turn';
import type { Notice } from '../../domain/notification';

/** The notices that are told together: those of one incident, oldest first. */
export interface Bundle {
  readonly incidentId: string;
  readonly notices: readonly [Notice, ...Notice[]];
}

/**
 * What a channel may tell now, the worst first. Among equally bad incidents each account has its turn, the oldest
 * incident first, so that noise in one account delays no other. An incident is left out as a whole while one of its
 * notices waits for its next try: a later notice is never told before an earlier one.
 */
export function bundle(pending: readonly Notice[], now: Date): readonly Bundle[] {
  const at = now.toISOString();
  const due = [...grouped(pending.toSorted(inOrder), ({ incidentId }) => incidentId)]
    .filter(([, notices]) => notices.every(({ nextAt }) => nextAt <= at))
    .map(([incidentId, notices]) => ({ incidentId, notices }));
  return inTurn(due, accountOf, rankOf);
}

const SEVERITIES = ['critical', 'high', 'medium'] as const;

/** A notice without a severity does not wait. */
const rankOf = ({ notices }: Bundle): number =>
  Math.min(...notices.map(({ severity = 'critical' }) => SEVERITIES.indexOf(severity)));

const accountOf = ({ notices: [{ accountId = '' }] }: Bundle): string => accountId;

const inOrder = (one: Notice, other: Notice): number =>
  one.plannedAt.localeCompare(other.plannedAt) || one.revision - other.revision;

/**
 * - `storms`: read by people. Many of one account are a flood, one message; many accounts a storm, another, and
 *   what happens in a third meanwhile is a message by itself.
 * - `floods`: wakes people. Many of one account are one page; what ends a page is sent by itself.
 * - `tickets`: keeps a ticket for each incident. Many new ones of one account are one ticket; what comes later is
 *   told there, each transition by itself.
 * - `nothing`: machines get each transition of each incident.
 */
export type Gathers = 'storms' | 'floods' | 'tickets' | 'nothing';

/** From so many incidents of one account at once, they are no longer pages or tickets of their own. */
const FLOOD = 10;

/** Bundles as messages, in the order of their first notices. */
export function gather(
  bundles: readonly Bundle[],
  { gathers, from }: { readonly gathers: Gathers; readonly from: number },
): readonly (readonly Bundle[])[] {
  if (gathers === 'nothing') return bundles.flatMap(apart);
  const most = gathers === 'storms' ? from : Math.max(from, FLOOD);
  const mayJoin = (one: Bundle): boolean =>
    gathers === 'storms' ||
    (one.notices.every(({ kind }) => kind !== 'acknowledged') &&
      (gathers === 'floods' || one.notices[0].revision <= 1));
  const byAccount = grouped(bundles.filter(mayJoin), accountOf);
  const floods = [...byAccount.values()].filter(({ length }) => length >= most);
  const flooded = new Set(floods.flat());
  const others = bundles.filter((one) => !flooded.has(one));
  const letters =
    gathers === 'storms'
      ? [
          ...joined(floods, from),
          ...(others.length >= from ? [others] : others.map((one) => [one])),
        ]
      : [...floods, ...others.flatMap(apart)];
  const place = new Map(bundles.map((one, index) => [one.incidentId, index]));
  const placeOf = ([first]: readonly Bundle[]): number =>
    place.get(first?.incidentId ?? '') ?? bundles.length;
  return letters.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Floods in many accounts are a storm as well. */
const joined = (
  floods: readonly (readonly Bundle[])[],
  from: number,
): readonly (readonly Bundle[])[] => (floods.length >= from ? [floods.flat()] : floods);

const apart = ({ incidentId, notices }: Bundle): readonly (readonly Bundle[])[] =>
  notices.map((notice) => [{ incidentId, notices: [notice] as const }]);
