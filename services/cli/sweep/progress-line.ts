import { durationText } from '../../../shared/domain/duration-text';
import { counted } from '../terminal/print';
import type { Tally } from './tally';

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
