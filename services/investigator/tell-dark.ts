import { darkReport } from '../../shared/dark/dark-report';
import { notRecoverable } from '../../shared/dark/not-recoverable';
import type { Investigator } from './investigator';
import type { DarkRead } from './read-dark';
import { writeManifest } from './write-manifest';

/** Writes what is known onto the incident; what a later look knew is not overwritten. */
export async function tellDark(investigator: Investigator, read: DarkRead): Promise<void> {
  const { incident, search, times, tally, missed } = read;
  const { bucket, delayMinutes } = investigator;
  const recovered = isAllRead(read);
  const manifest = await writeManifest(investigator, read);
  const report = darkReport({
    tally,
    window: search.window,
    marginMinutes: delayMinutes,
    recovered,
    notRecoverable: notRecoverable({ ...limitsOf(read), missed }),
    ...(manifest && { manifest: { bucket, ...manifest } }),
    at: times.now.toISOString(),
  });
  await investigator.record(incident.id, report);
}

const isAllRead = (read: DarkRead): boolean =>
  !read.left && read.missed.length === 0 && isSettled(read) && !isPartlyGone(read);

const limitsOf = ({ search, times, left, places }: DarkRead) => ({
  left,
  ...(!isSettled({ search, times }) && { settledUntil: times.settled.to }),
  ...(isPartlyGone({ search, times }) && { since: times.settled.from }),
  accounts: [...new Set(places.map(({ accountId }) => accountId))],
});

const isSettled = ({ search, times }: Pick<DarkRead, 'search' | 'times'>): boolean =>
  search.until !== undefined && search.until <= times.settled.to;

const isPartlyGone = ({ search, times }: Pick<DarkRead, 'search' | 'times'>): boolean =>
  search.spans.some(({ from }) => from < times.settled.from);
