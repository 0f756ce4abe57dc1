import pc from 'picocolors';
import type { PlaceState } from '../../../shared/coverage/place-state';
import { OVERDUE_MS } from '../../../shared/coverage/with-overdue';
import type { IncidentSummary } from '../../../shared/domain/incident';
import type { Watch, WatchedPlace } from '../../../shared/domain/watch';
import { durationText } from '../../../shared/notify/duration-text';
import { print } from '../print';
import { ago } from './ago';

/** What is not quiet, however well it is guarded: `guarded` is what the last look saw. */
export interface Unrest {
  readonly watches: readonly Watch[];
  /** Not whole: being worked on, or waiting for a person. */
  readonly incidents: readonly IncidentSummary[];
}

const LISTED = 10;

/** A line for each place that has an incident which is not over, is watched, differs under an exemption, or is retired and there. */
export function printUnrest(
  places: readonly PlaceState[],
  { watches, incidents }: Unrest,
  now: Date,
): void {
  const isShown = (one: WatchedPlace) =>
    places.some(({ accountId, region }) => accountId === one.accountId && region === one.region);
  const open = incidents.filter(isShown);
  list(open, ({ id, accountId, region, state, sentence }) =>
    pc.red(`${accountId} ${region}: ${id} is ${state}: ${sentence}`),
  );
  list(places, ({ accountId, region, exempt = [] }) =>
    exempt.map(({ until, differs }) =>
      pc.yellow(`${accountId} ${region}: exempt until ${until.slice(0, 19)}Z, differs: ${differs}`),
    ),
  );
  list(places, ({ accountId, region, retired = [] }) =>
    retired.map((id) =>
      pc.yellow(`${accountId} ${region}: ${id} is there and retired: nothing guards it.`),
    ),
  );
  const struck = watches.filter((watch) => isShown(watch) && isStruck(watch));
  list(struck, ({ accountId, region, why, startedAt, owedSince, nextAt }) => {
    const since = owedSince ? `not whole since ${ago(owedSince, now)}` : why;
    const inMs = Date.parse(nextAt) - now.getTime();
    const next =
      inMs < -OVERDUE_MS
        ? pc.red(`its next look is ${durationText(-inMs)} overdue`)
        : `next look in ${durationText(Math.max(0, inMs))}`;
    return `${accountId} ${region} is watched: ${since}, ${ago(startedAt, now)}; ${next}`;
  });
}

/** The end of an exemption is planned, and nothing happened. */
const isStruck = ({ nextAt, wakeAt, owedSince }: Watch): boolean =>
  owedSince !== undefined || nextAt !== wakeAt;

function list<T>(all: readonly T[], lineOf: (one: T) => string | readonly string[]): void {
  const lines = all.flatMap(lineOf);
  for (const line of lines.slice(0, LISTED)) print(line);
  if (lines.length > LISTED) print(`… and ${lines.length - LISTED} more; --json has all of them.`);
}
