import type { WrittenManifest } from '../../shared/aws/dark/dark-row';
import type { DarkManifest } from '../../shared/domain/dark';
import type { Incident } from '../../shared/domain/incident';
import { around } from '../../shared/investigate/dark/around';
import { darkReport } from '../../shared/investigate/dark/dark-report';
import { notRecoverable } from '../../shared/investigate/dark/not-recoverable';
import { isPast } from '../../shared/investigate/dark/round';
import { searched } from '../../shared/investigate/dark/searched';
import type { RestReading } from '../../shared/investigate/dark/where-searched';
import { partlyBlindText } from '../../shared/tell/partly-blind';
import { sha256Of } from './gzip-lines';
import type { Investigator } from './investigator';
import { isFull } from './other-places';
import { type DarkRead, isSettled, readDark } from './read-dark';

/**
 * `lit`: nothing was blind, and the actor's doings are not worth reading. `busy`: another investigator reads it.
 * `later`: more is to come. `done`: nothing is. `given up`: a place could not be read for a day; the report says
 * which.
 */
type Investigation = 'unknown' | 'lit' | 'busy' | 'later' | 'done' | 'given up';

/**
 * One look at an incident: who it was first, then what happened in the dark, as far as Event history has
 * it by now. What is covered is written down, so doing it twice, dying half-way, or a window that comes
 * later cost nothing but what is new.
 *
 *   ───────[ margin ][▓▓▓ blind ▓▓▓][ margin ]─────────►
 *   now:   └─────── read, kept ───────┘└ glanced at ┘ (younger than CloudTrail's delay)
 */
export async function investigate(investigator: Investigator, id: string): Promise<Investigation> {
  const incident = await investigator.incident(id);
  if (!incident) return 'unknown';
  await investigator.actor(incident);
  // Read again: the identities behind the actor decide whose events are theirs, and in which other accounts they
  // were.
  return lookIntoTheDark(investigator, (await investigator.incident(id)) ?? incident);
}

async function lookIntoTheDark(
  investigator: Investigator,
  incident: Incident,
): Promise<Investigation> {
  const { id } = incident;
  const { delayMinutes } = investigator;
  const search = searched(incident, delayMinutes) ?? around(incident, delayMinutes);
  if (!search) return 'lit';
  const dark = await investigator.claim(id);
  if (!dark) {
    await investigator.again(id, BUSY_SECONDS);
    return 'busy';
  }
  try {
    const read = await readDark(investigator, { incident, search, dark });
    await tellDark(investigator, read);
    const next = nextLook(read, investigator);
    if (next.inSeconds !== undefined) await investigator.again(id, next.inSeconds);
    return next.outcome;
  } finally {
    await investigator.release(id);
  }
}

/** Half of what the longest invocation takes. */
const BUSY_SECONDS = 150;

interface Next {
  readonly outcome: Investigation;
  /** Absent when no look is to come. */
  readonly inSeconds?: number;
}

/** When an incident wants to be looked at again: at once, when more is delivered, or never. */
function nextLook(
  { search, times, missed, left }: Pick<DarkRead, 'search' | 'times' | 'missed' | 'left'>,
  { delayMinutes }: Pick<Investigator, 'delayMinutes'>,
): Next {
  if (left) return { outcome: 'later', inSeconds: 0 };
  if (search.until === undefined) return { outcome: 'later', inSeconds: LONGEST_SECONDS };
  const due = Date.parse(search.until) + delayMinutes * 60_000 + SETTLED_MS;
  const waitSeconds = Math.ceil((due - times.now.getTime()) / 1_000);
  if (waitSeconds > 0) {
    return { outcome: 'later', inSeconds: Math.min(waitSeconds, LONGEST_SECONDS) };
  }
  if (missed.length === 0) return { outcome: 'done' };
  if (-waitSeconds > GIVE_UP_SECONDS) return { outcome: 'given up' };
  return { outcome: 'later', inSeconds: LONGEST_SECONDS };
}

/** [D] sqs DelaySeconds: at most fifteen minutes. */
const LONGEST_SECONDS = 900;
/** Settled are whole seconds that are over. */
const SETTLED_MS = 2_000;
const GIVE_UP_SECONDS = 86_400;

/** Writes the results onto the incident; those of a later look are not overwritten. */
async function tellDark(investigator: Investigator, read: DarkRead): Promise<void> {
  const { incident, search, times, tally } = read;
  const { bucket, delayMinutes } = investigator;
  const recovered = isAllRead(read);
  const manifest = await writeManifest(investigator, read);
  const report = darkReport({
    tally,
    window: search.window,
    ...(search.lit && { lit: true, ...partlyIn(read) }),
    marginMinutes: delayMinutes,
    recovered,
    ...(isSettled(read) && !read.left && { asked: true }),
    notRecoverable: notRecoverable(limitsOf(read)),
    ...(manifest && { manifest: { bucket, ...manifest } }),
    at: times.now.toISOString(),
  });
  await investigator.record(incident.id, report);
}

const isAllRead = (read: DarkRead): boolean =>
  !read.left &&
  read.missed.length === 0 &&
  lostOf(read) === 0 &&
  isSettled(read) &&
  !isPartlyGone(read) &&
  restReading(read).kind !== 'full';

const limitsOf = (read: DarkRead) => ({
  missed: read.missed,
  lost: lostOf(read),
  left: read.left,
  ...(!isSettled(read) && { settledUntil: read.times.settled.to }),
  ...(isPartlyGone(read) && { since: read.times.settled.from }),
  where: {
    accounts: [...new Set(read.places.map(({ accountId }) => accountId))],
    blinded: read.blinded,
    ...partlyIn(read),
    others: new Set(read.rest.map((key) => key.slice(0, 12))).size,
    reading: restReading(read),
  },
});

function partlyIn({ incident }: DarkRead): { readonly partly?: string } {
  const partly = partlyBlindText(incident);
  return partly ? { partly } : {};
}

const lostOf = ({ dark }: DarkRead): number => dark.round?.lost ?? 0;

function restReading(read: DarkRead): RestReading {
  if (!isSettled(read)) return { kind: 'waiting' };
  if (read.left) return { kind: 'under way' };
  const { round } = read.dark;
  const isCut = round !== undefined && isFull(read.dark) && !isPast(round, read.rest);
  return isCut ? { kind: 'full', through: round.through ?? 'none' } : { kind: 'read' };
}

const isPartlyGone = ({ search, times }: Pick<DarkRead, 'search' | 'times'>): boolean =>
  search.spans.some(({ from }) => from < times.settled.from);

/**
 * Lists the files of an incident with their sums, once for each set of files, because under Object Lock every
 * version stays. Nothing when there is no file. The sum of the manifest itself is on the incident, so that an
 * attacker who can write into the bucket cannot change what it says.
 */
async function writeManifest(
  { put, save }: Pick<Investigator, 'put' | 'save'>,
  { incident, dark, times }: Pick<DarkRead, 'incident' | 'dark' | 'times'>,
): Promise<Pick<WrittenManifest, 'key' | 'sha256'> | undefined> {
  const { files, manifest: before } = dark;
  if (files.length === 0) return undefined;
  if (before?.files === files.length) return { key: before.key, sha256: before.sha256 };
  const manifest: DarkManifest = {
    version: 1,
    incident: incident.id,
    writtenAt: times.now.toISOString(),
    events: files.reduce((sum, { events }) => sum + events, 0),
    // Places are read side by side, so the order in which they finish means nothing.
    files: files.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  };
  const body = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const sha256 = sha256Of(body);
  const key = `${incident.id}/manifest-${sha256.slice(0, 16)}.json`;
  await put({ key, body, sha256, contentType: 'application/json' });
  await save(incident.id, { ...dark, manifest: { key, sha256, files: files.length } });
  return { key, sha256 };
}
