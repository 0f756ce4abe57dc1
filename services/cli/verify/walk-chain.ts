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
import { type Digest, isStarting } from '../../../shared/watch/digests/digest';
import {
  type Found,
  judgeDigest,
  type Link,
  linkOf,
} from '../../../shared/watch/digests/judge-digest';
import type { ChainReport, JudgedDigest } from '../../../shared/watch/digests/report';
import type { DigestVerdict } from '../../../shared/watch/digests/verdict';
import { type Window, windowOf } from '../../../shared/watch/digests/window';
import { ahead } from './in-parallel';
import { fetchDigest, judgeLogs, signedBy } from './judge-logs';
import type { Range, Walk } from './walk';
import { walkBackfills } from './walk-backfills';

/** A digest is written once an hour; when two are due and there is none, something is wrong. */
export const LATE = 2 * 3_600_000;
/** The digests of a chain follow each other to the second. */
const JUMP = 60_000;

/** Undefined when the trail has no digest here, in the range or before. */
export async function walkChain(walk: Walk): Promise<ChainReport | undefined> {
  const { objects, chain, range } = walk;
  const { keys, backfills } = await digestKeys(objects, chain, range);
  if (keys.length + backfills.length === 0 && !(await hasDigestBefore(objects, chain, range.from)))
    return undefined;
  const walker = new ChainWalker(walk);
  await walker.walk(keys);
  const { digests, windows } = walker;
  const { account, region } = chain;
  return { account, region, digests, windows, backfills: await walkBackfills(walk, backfills) };
}

/** From the newest digest back, as the links lead; holds one digest at a time. */
class ChainWalker {
  readonly digests: JudgedDigest[] = [];
  readonly windows: Window[] = [];
  /** The last valid digest on the way. */
  private newer: Digest | undefined;
  /** Its link to the one before; gone once that one was missing or invalid. */
  private link: Link | undefined;
  private broken = false;
  /** The link in the digest that was read last, proven or not; for files only. */
  private remembered: Link | undefined;

  constructor(private readonly of: Walk) {}

  async walk(keys: readonly string[]): Promise<void> {
    const { objects, chain } = this.of;
    const bucket = objects.bucket ?? '';
    const fetch = (key: string) => fetchDigest(objects, { bucket, key });
    for await (const [key, found] of ahead(keys, this.of.parallel, fetch)) {
      await this.follow(readDigestKey(chain, key)?.end);
      if (this.link && this.link.key !== key) this.say({ key, verdict: 'unlinked' });
      else await this.take({ bucket, key }, found);
    }
    await this.follow(undefined);
    await this.begin();
  }

  /**
   * Adds digests that a link names and that were not listed before this time: missing ones, or ones in another
   * place.
   */
  private async follow(until: Date | undefined): Promise<void> {
    while (this.link && this.newer) {
      const end = Date.parse(this.newer.digestStartTime);
      if (end < this.of.range.from.getTime() || (until && end <= until.getTime())) return;
      await this.take(this.link, await fetchDigest(this.of.objects, this.link));
    }
  }

  private async take(place: Pick<Link, 'bucket' | 'key'>, found: Found): Promise<void> {
    const { objects, check } = this.of;
    const bucket = objects.bucket === undefined ? undefined : place.bucket;
    const signed = this.signed(place.key, found);
    const verdict = judgeDigest(signed, { key: place.key, bucket, link: this.link }, check);
    if (verdict === 'valid' && signed.kind === 'digest') return this.takeValid(signed.digest);
    this.say({ key: place.key, verdict, ...(signed.kind === 'unreadable' && { why: signed.why }) });
    this.link = undefined;
    this.broken = true;
  }

  /**
   * Downloaded files have lost their metadata, and the next digest remembers the signature. That digest need not be
   * proven itself: only CloudTrail can have made a signature that fits the public key.
   */
  private signed(key: string, found: Found): Found {
    if (found.kind !== 'digest' || this.of.objects.bucket !== undefined) return found;
    const remembered = this.remembered?.key === key ? this.remembered.signature : undefined;
    this.remembered = linkOf(found.digest);
    return signedBy(found, remembered);
  }

  private async takeValid(digest: Digest): Promise<void> {
    const { logs, logFiles, events } = await judgeLogs(this.of, digest.logFiles);
    this.say({
      key: digest.digestS3Object,
      verdict: 'valid',
      from: digest.digestStartTime,
      to: digest.digestEndTime,
      ...(isStarting(digest) && { starting: true }),
      logs,
      logFiles,
    });
    await this.between(digest.digestEndTime, events);
    this.newer = digest;
    this.link = linkOf(digest);
    this.broken = false;
  }

  /** The gap between a valid digest and the newer one, or the end of the range. */
  private async between(end: string, events: ReadonlySet<string>): Promise<void> {
    const { newer, broken } = this;
    const { range } = this.of;
    const to = newer ? Date.parse(newer.digestStartTime) : range.to.getTime();
    // In a time that is over nothing is late any more: a missing digest was taken away.
    const allowed = newer || !range.isOpen ? JUMP : LATE;
    const restarted = newer !== undefined && isStarting(newer);
    if (broken || restarted || to - Date.parse(end) > allowed) {
      await this.open(Date.parse(end), to, events);
    }
  }

  /** The older end: is a digest missing on the way to it, or was there something before a chain began? */
  private async begin(): Promise<void> {
    const { range } = this.of;
    const { newer, broken } = this;
    const to = newer ? new Date(newer.digestStartTime) : range.to;
    const whole = newer !== undefined && !broken;
    if (whole && !(isStarting(newer) && (await this.hasPast(to)))) return;
    await this.open(range.from.getTime(), to.getTime(), new Set());
  }

  private async hasPast(to: Date): Promise<boolean> {
    const { objects, chain, range } = this.of;
    if (to <= range.from) return false;
    if (await hasDigestBefore(objects, chain, to)) return true;
    return hasLogsBetween(objects, chain, { from: range.from, to });
  }

  private async open(start: number, end: number, events: ReadonlySet<string>): Promise<void> {
    const { objects, chain, range } = this.of;
    const from = new Date(Math.max(start, range.from.getTime()));
    const to = new Date(Math.min(end, range.to.getTime()));
    if (from >= to) return;
    const logs = await hasLogsBetween(objects, chain, { from, to });
    const { newer, broken } = this;
    this.windows.push(windowOf({ from: iso(from), to: iso(to), newer, broken, events, logs }));
  }

  private say(
    judged: Partial<JudgedDigest> & { readonly key: string; readonly verdict: DigestVerdict },
  ): void {
    const digest = { logs: {}, logFiles: [], ...judged };
    this.digests.push(digest);
    this.of.progress(digest);
  }
}

const iso = (at: Date): string => at.toISOString().replace('.000Z', 'Z');

interface DigestKeys {
  /** Newest first. */
  readonly keys: readonly string[];
  /** Newest first; in a chain of their own. */
  readonly backfills: readonly string[];
}

const HOUR = 3_600_000;

/** Digests that end in the range, and one hour more: the last events of the range are in the next one. */
async function digestKeys(objects: Objects, chain: Chain, range: Range): Promise<DigestKeys> {
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
async function hasDigestBefore(objects: Objects, chain: Chain, at: Date): Promise<boolean> {
  for await (const key of objects.list(digestFolder(chain))) {
    const read = readDigestKey(chain, key);
    if (read?.kind === 'digest') return read.end <= at;
  }
  return false;
}

/** Whether a log file was written in this time; its first and last minute belong to the digests around it. */
async function hasLogsBetween(
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
