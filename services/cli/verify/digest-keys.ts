import type { Objects } from '../../../shared/aws/read-objects';
import {
  type Chain,
  digestFolder,
  digestKeyAt,
  logFolder,
  logKeyAt,
  logTime,
  readDigestKey,
} from '../../../shared/watch/digests/chain';
import type { Range } from './range';

export interface DigestKeys {
  /** Newest first. */
  readonly keys: readonly string[];
  /** Newest first; in a chain of their own. */
  readonly backfills: readonly string[];
}

const HOUR = 3_600_000;

/** Digests that end in the range, and one hour more: the last events of the range are in the next one. */
export async function digestKeys(
  objects: Objects,
  chain: Chain,
  range: Range,
): Promise<DigestKeys> {
  const keys: string[] = [];
  const backfills: string[] = [];
  const start = new Date(range.from.getTime() - 1_000);
  for await (const key of objects.list(digestFolder(chain), digestKeyAt(chain, start))) {
    const read = readDigestKey(chain, key);
    if (!read || read.end < range.from) continue;
    if (read.end.getTime() > range.to.getTime() + HOUR) break;
    (read.kind === 'digest' ? keys : backfills).push(key);
  }
  return { keys: keys.reverse(), backfills: backfills.reverse() };
}

/** Whether this trail had a digest before: then a chain that begins later did not begin for the first time. */
export async function hasDigestBefore(objects: Objects, chain: Chain, at: Date): Promise<boolean> {
  for await (const key of objects.list(digestFolder(chain))) {
    const read = readDigestKey(chain, key);
    if (read?.kind === 'digest') return read.end <= at;
  }
  return false;
}

/** Whether a log file was written in this time; its first and last minute belong to the digests around it. */
export async function hasLogsBetween(
  objects: Objects,
  chain: Chain,
  { from, to }: Range,
): Promise<boolean> {
  const MINUTE = 60_000;
  for await (const key of objects.list(logFolder(chain), logKeyAt(chain, from))) {
    const at = logTime(key);
    if (!at || at.getTime() < from.getTime() + MINUTE) continue;
    return at.getTime() < to.getTime() - MINUTE;
  }
  return false;
}
