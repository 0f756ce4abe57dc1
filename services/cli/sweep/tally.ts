import { durationText } from '../../../shared/domain/duration-text';
import { counted } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import type { SeenSoFar } from './seen-so-far';

export type Tally = ReturnType<typeof tally>;

/** A sweep in numbers, for one line. */
export function tally({ places, incidents }: SeenSoFar) {
  const done = places.filter(({ answer }) => answer === 'looked');
  const accounts = new Set(places.map(({ accountId }) => accountId));
  const unfinished = new Set(
    places.filter(({ answer }) => answer !== 'looked').map(({ accountId }) => accountId),
  );
  const seen = places.filter(({ answer }) => answer !== 'waiting');
  const inState = (state: string): number => seen.filter((place) => place.state === state).length;
  return {
    places: places.length,
    placesDone: done.length,
    accounts: accounts.size,
    accountsDone: accounts.size - unfinished.size,
    findings: incidents.length,
    restored: incidents.filter(({ state }) => state === 'restored').length,
    throttled: places.filter(
      (place) => place.answer === 'again' && place.unfinished.met === 'throttled',
    ).length,
    unreachable: inState('unreachable'),
    notEnrolled: inState('not enrolled'),
  };
}

/**
 * Bad when something is known to be unguarded or was not put back. Not knowing is another answer: a
 * place that could not be read, or that was not looked at in time, is never fine.
 */
export function verdict({ places, incidents }: SeenSoFar): number {
  const isOpen = incidents.some(({ state }) => state !== 'restored');
  const seen = places.filter(({ answer }) => answer !== 'waiting');
  if (isOpen || seen.some(({ state }) => state === 'blind' || state === 'not enrolled')) {
    return exitCode.bad;
  }
  const isKnown = places.every(({ answer, state }) => answer === 'looked' && state === 'guarded');
  return isKnown ? exitCode.ok : exitCode.unreachable;
}

/** A sweep in one line: how far it got, what it found, and how long it will take at this rate. */
export function progressLine(tally: Tally, elapsedMs: number): string {
  const { places, placesDone, accounts, accountsDone } = tally;
  return [
    `${bar(placesDone / places)} ${placesDone}/${places} places`,
    `${accountsDone}/${accounts} accounts`,
    ...countsOf(tally),
    timeLeft(tally, elapsedMs),
  ].join(' · ');
}

const countsOf = (tally: Tally): readonly string[] => [
  counted(tally.findings, 'finding'),
  `${tally.restored} restored`,
  ...(tally.throttled > 0 ? [`${tally.throttled} throttled`] : []),
  ...(tally.unreachable > 0 ? [`${tally.unreachable} unreachable`] : []),
  ...(tally.notEnrolled > 0 ? [`${tally.notEnrolled} not enrolled`] : []),
];

function timeLeft({ places, placesDone, findings, restored }: Tally, elapsedMs: number): string {
  if (placesDone === places) return findings > restored ? 'putting back' : 'done';
  if (placesDone === 0) return 'waiting for the first look';
  const left = (elapsedMs / placesDone) * (places - placesDone);
  // Seconds are enough: the rate is a guess.
  return `about ${durationText(Math.max(Math.ceil(left / 1_000), 1) * 1_000).replace('.0 s', ' s')} left`;
}

const WIDTH = 20;

function bar(share: number): string {
  const full = Math.floor(share * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
}
