import { setTimeout as pause } from 'node:timers/promises';
import type { Doubt } from '../../domain/doubt';
import type { Release } from '../../domain/release';
import type { Seal } from '../baselines/sealed';
import { query, type Table } from '../table/table';
import { readRelease } from './declare-release';
import { openRelease, RELEASE, type ReadRelease } from './release-row';

/** What is known of the release: the newest that is genuine, and why the row must not be believed. */
export interface KnownRelease {
  readonly release?: Release;
  readonly doubt?: Doubt;
}

/** A table that does not answer holds up nothing: what was read before counts at any age. */
const SILENT_MS = 1_000;

interface Kept {
  readonly known: () => Promise<KnownRelease>;
  /** Read now: before something is put back that another version may say since. */
  readonly anew: () => Promise<KnownRelease>;
}

/**
 * The release, read once a minute. A row that is forged, older than one that was read before, or that the key cannot
 * judge, changes nothing: the last genuine one counts, or the newest of the history. Never throws.
 */
export function keepRelease(
  read: () => Promise<KnownRelease>,
  { now = Date.now, keepMs = 60_000 } = {},
): Kept {
  let last: Release | undefined;
  let kept: { readonly known: Promise<KnownRelease>; readonly until: number } | undefined;
  const readNow = async (): Promise<KnownRelease> => {
    const silence = pause(SILENT_MS, undefined, { ref: false });
    const known = await Promise.race([read().catch(() => undefined), last ? silence : never]);
    if (!known) {
      kept = undefined;
      return last ? { release: last } : {};
    }
    const { release, doubt } = known;
    if (!last || (release && release.sequence >= last.sequence)) {
      last = release;
      return known;
    }
    return doubt?.kind === 'unverified'
      ? { release: last }
      : { release: last, doubt: doubt ?? { kind: 'forged', why: OLDER } };
  };
  const anew = (): Promise<KnownRelease> => {
    const known = readNow();
    kept = { known, until: now() + keepMs };
    return known;
  };
  return { known: () => (kept && kept.until > now() ? kept.known : anew()), anew };
}

const OLDER = 'it is older than the one that was there before';

const never = new Promise<undefined>(() => undefined);

/** Rejects when the table does not answer. */
export async function knownRelease(
  table: Table,
  seal: Pick<Seal, 'verify'>,
): Promise<KnownRelease> {
  const read = await readRelease(table, seal);
  if (read.kind === 'genuine') return { release: read.release };
  if (read.kind === 'doubtful' && read.doubt.kind === 'unverified') return { doubt: read.doubt };
  const release = await newestGenuine(table, seal);
  if (read.kind === 'doubtful') return { doubt: read.doubt, ...(release && { release }) };
  return release
    ? { release, doubt: { kind: 'forged', why: 'it is gone, and its history is there' } }
    : {};
}

async function newestGenuine(
  table: Table,
  seal: Pick<Seal, 'verify'>,
): Promise<Release | undefined> {
  const values = { pk: RELEASE, history: 'HISTORY#' };
  const key = { expression: '#pk = :pk AND begins_with(#sk, :history)', values };
  for await (const row of query(table, { key, newestFirst: true })) {
    const read: ReadRelease = await openRelease(seal, row);
    if (read.kind === 'genuine') return read.release;
  }
  return undefined;
}
