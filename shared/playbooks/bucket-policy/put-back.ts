import { fields, parseJson } from '../../record/json';
import { covers, uncovered } from '../../record/statements/covers';
import { type PolicyStatement, readStatements } from '../../record/statements/statement';
import type { Verdict } from './fault';
import { judgeBucketPolicy, type PolicyChange } from './judge';

/** What to write. `leave` where nothing is at fault, or where the policy that is there cannot be read. */
export type PutBack =
  | { readonly kind: 'put'; readonly policy: string }
  | { readonly kind: 'delete' }
  | { readonly kind: 'leave' };

/**
 * The policy to write after a bad change, of three: what was, what is, and what of it is at fault. That goes; what the
 * change took away comes back as it was written; the rest of the change stays, an Allow that was narrowed among
 * it. Where nothing of the change is left, the text that was there is written again, byte for byte. What is merely
 * wider stays too (its owner is asked) unless it is told to go. Of an unknown past only what is at fault goes.
 *
 * Written and judged again, the result is never at fault. What was public before is public again with it, as a website
 * that was overwritten must be. A statement that names a principal which was deleted since is refused by S3
 * (MalformedPolicy): its writer has to tell that.
 */
export function putBack(change: PolicyChange, wider: 'stays' | 'goes' = 'stays'): PutBack {
  const fine: readonly Verdict[] = ['same', 'narrower', ...(wider === 'stays' ? WIDER : [])];
  const { partition = 'aws' } = change.bucket;
  const now = readStatements(change.now, partition);
  const { verdict, statements } = judgeBucketPolicy(change);
  if (!now || statements.length === 0 || fine.includes(verdict)) return { kind: 'leave' };
  const bad = statements.filter((one) => one.from === 'now' && !fine.includes(one.verdict));
  const rest = now.filter(({ index }) => !bad.some((one) => one.index === index)).map(asWritten);
  const before = change.before === null ? undefined : readStatements(change.before, partition);
  if (!before) return asPolicy(rest, change.now);
  // What they mean in a policy of the version that was there.
  const good = readStatements(textOf(asPolicy(rest, change.before ?? change.now)), partition) ?? [];
  const lost = statements.filter(({ from }) => from === 'before').map(({ index }) => index);
  const merged = merge(before, good, lost, change);
  const policy = textOf(merged);
  const isFine = fine.includes(judgeBucketPolicy({ ...change, now: policy }).verdict);
  return isFine && Buffer.byteLength(policy ?? '') <= LONGEST ? merged : asItWas(change.before);
}

/**
 * What closes it, to be written before the policy that puts back, or `leave` where one write does both. S3 refuses a
 * policy that names a role or user who was deleted (MalformedPolicy), and who opens a bucket may delete one first.
 * What S3 took a moment ago it takes again without the statements at fault.
 */
export function closing(change: PolicyChange, written: PutBack): PutBack {
  const { partition = 'aws' } = change.bucket;
  const now = readStatements(change.now, partition) ?? [];
  if (written.kind !== 'put' || !namesAnyNew(written.policy, now, partition))
    return { kind: 'leave' };
  const bad = judgeBucketPolicy(change).statements.filter(
    ({ from, verdict }) => from === 'now' && !WIDER.includes(verdict),
  );
  const rest = now.filter(({ index }) => !bad.some((one) => one.index === index));
  return bad.length === 0 ? { kind: 'leave' } : asPolicy(rest.map(asWritten), change.now);
}

/** Does it name a role or user, or what one became, whom the policy that S3 took does not name? */
function namesAnyNew(policy: string, now: readonly PolicyStatement[], partition: string): boolean {
  const named = new Set(now.flatMap(({ principals }) => principals.items));
  return (readStatements(policy, partition) ?? []).some(({ principals }) =>
    principals.items.some((one) => MAY_BE_GONE.test(one) && !named.has(one)),
  );
}

const MAY_BE_GONE = /^(arn:[^:]*:iam::\d{12}:(?!root$)|A(RO|ID)A)/;

/** Their owner is asked. */
const WIDER: readonly Verdict[] = ['may-lock-out', 'wider'];

/** [D] bucket-policies: 20 KB. */
const LONGEST = 20_480;

/** What was, but for what the change replaced by something stricter, and what the change brought and may keep. */
function merge(
  before: readonly PolicyStatement[],
  good: readonly PolicyStatement[],
  lost: readonly number[],
  { before: text, now, bucket: { ownerAccountId: owner } }: PolicyChange,
): PutBack {
  const isSame = (one: PolicyStatement, other: PolicyStatement) =>
    covers(one, other, owner) && covers(other, one, owner);
  const newcomers = good.filter((one) => !before.some((other) => isSame(one, other)));
  const isReplaced = (one: PolicyStatement) =>
    !lost.includes(one.index) &&
    !good.some((other) => isSame(one, other)) &&
    newcomers.some((other) => isStricter(other, one, owner));
  const kept = before.filter((one) => !isReplaced(one));
  const added = newcomers.filter((one) => uncovered(one, kept, owner).length > 0);
  if (added.length === 0 && kept.length === before.length) return asItWas(text);
  const sids = new Set(kept.map(({ written }) => written.Sid));
  // Two statements of one name are refused, and a name means nothing.
  const named = added.map(({ written }) => {
    const { Sid, ...nameless } = written;
    return sids.has(Sid) ? nameless : written;
  });
  return asPolicy([...kept.map(asWritten), ...named], text ?? now);
}

const textOf = (written: PutBack): string | undefined =>
  written.kind === 'put' ? written.policy : undefined;

const asWritten = ({ written }: PolicyStatement): unknown => written;

/** Allows less of the same, or denies more. */
const isStricter = (one: PolicyStatement, other: PolicyStatement, owner: string): boolean => {
  const [less, more] = one.allows ? [one, other] : [other, one];
  return covers(more, less, owner) && !covers(less, more, owner);
};

const asItWas = (policy: string | undefined | null): PutBack =>
  typeof policy === 'string' && (readStatements(policy, 'aws')?.length ?? 0) > 0
    ? { kind: 'put', policy }
    : { kind: 'delete' };

/** With the version and the id of that policy. S3 takes no policy without a statement. */
const asPolicy = (statements: readonly unknown[], like: string | undefined): PutBack =>
  statements.length === 0
    ? { kind: 'delete' }
    : {
        kind: 'put',
        policy: JSON.stringify({ ...fields(parseJson(like ?? '')), Statement: statements }),
      };
