import {
  type Found,
  judgeDigest,
  type Link,
  linkOf,
} from '../../../shared/watch/digests/judge-digest';
import type { JudgedDigest } from '../../../shared/watch/digests/report';
import { fetchDigest, judgeLogs, signedBy } from './judge-logs';
import type { Walk } from './walk';

/** Where the next one is searched, and what the one after it says about it. */
interface NextDigest {
  readonly key: string;
  readonly link?: Link;
}

/**
 * Digests that CloudTrail made afterwards, of log files that came too late for the digest of their hour
 * [D log-file-validation-digest-file-structure]. Walked as the AWS CLI does: by their own links, and
 * where those end by the next older key. They say nothing of the time between them.
 */
export async function walkBackfills(
  walk: Walk,
  keys: readonly string[],
): Promise<readonly JudgedDigest[]> {
  const judged: JudgedDigest[] = [];
  const say = (digest: JudgedDigest): void => {
    judged.push(digest);
    walk.progress(digest);
  };
  let left = keys;
  for (let place = placeAt(left); place; ) {
    const { key } = place;
    const { digest, link } = await judgeBackfill(walk, place);
    say(digest);
    const older = left.filter((one) => one < key);
    for (const one of older.filter((one) => link && one > link.key)) say(unlinked(one));
    left = older.filter((one) => !link || one < link.key);
    place = link ? { key: link.key, link } : placeAt(left);
  }
  return judged;
}

const placeAt = ([key]: readonly string[]): NextDigest | undefined =>
  key === undefined ? undefined : { key };

const unlinked = (key: string): JudgedDigest => ({
  key,
  verdict: 'unlinked',
  logs: {},
  logFiles: [],
});

/** Its verdict, and where the one before it should be, as far as the range goes back. */
async function judgeBackfill(
  walk: Walk,
  { key, link }: NextDigest,
): Promise<{ readonly digest: JudgedDigest; readonly link?: Link }> {
  const { objects, range } = walk;
  const bucket = link?.bucket ?? objects.bucket ?? '';
  const found = asBackfill(await fetchDigest(objects, { bucket, key }), walk, link);
  const expected = { key, bucket: objects.bucket && bucket, link };
  const verdict = judgeDigest(found, expected, await checkOf(walk, found));
  if (verdict !== 'valid' || found.kind !== 'digest') {
    const why = found.kind === 'unreadable' && { why: found.why };
    return { digest: { key, verdict, ...why, logs: {}, logFiles: [] } };
  }
  const { digestStartTime: from, digestEndTime: to, logFiles: files } = found.digest;
  const { logs, logFiles } = await judgeLogs(walk, files);
  const before = Date.parse(from) >= range.from.getTime() ? linkOf(found.digest) : undefined;
  return { digest: { key, verdict, from, to, logs, logFiles }, ...(before && { link: before }) };
}

/** S3's metadata says when it was made. A download has lost that, and has its signature from the next digest. */
function asBackfill(found: Found, { objects }: Walk, link: Link | undefined): Found {
  if (found.kind !== 'digest') return found;
  if (objects.bucket !== undefined) return found.madeAt ? found : { kind: 'bad-format' };
  return signedBy(found, link?.signature);
}

/**
 * Signed with a key of the time when it was made, which may be long after its own time. Files may not tell that
 * time.
 */
const checkOf = async ({ check, checkAround }: Walk, found: Found): Promise<Walk['check']> => {
  const at = found.kind === 'digest' && found.madeAt ? new Date(found.madeAt) : undefined;
  return at && !Number.isNaN(at.getTime()) ? checkAround(at) : check;
};
