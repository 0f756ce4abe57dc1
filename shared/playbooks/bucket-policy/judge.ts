import { mayConcernTheSame, uncovered } from '../../record/statements/covers';
import {
  namesDeletedOnly,
  type Organization,
  type Reach,
  reachOf,
} from '../../record/statements/reach';
import { type PolicyStatement, readStatements } from '../../record/statements/statement';
import { whatOf } from '../../record/statements/what-of';
import { type AtFault, atFault, type Verdict, verdicts } from './fault';
import { lockedOut } from './lock-out';
import type { GuardedBucket } from './needs';

export interface PolicyChange {
  /** As text; undefined where there was no policy, null where it is not known. */
  readonly before: string | undefined | null;
  readonly now: string | undefined;
  readonly bucket: GuardedBucket;
  readonly organization: Organization;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** The worst first. */
  readonly statements: readonly AtFault[];
  readonly sentence: string;
}

/**
 * What a change did to whom a bucket lets in: each statement of each policy against the whole of the other. What was so
 * before is not at fault now, however bad. Only the policy is judged: what an access control list, an access point or
 * IAM allows beside it is not known here, and a public access block that stops a public policy is not taken into account.
 */
export function judgeBucketPolicy(change: PolicyChange): Judgement {
  const { bucket, organization } = change;
  const { name, partition = 'aws' } = bucket;
  const now = readStatements(change.now, partition);
  if (!now) return harmless('unreadable', `The policy of bucket ${name} cannot be read.`);
  const before = change.before === null ? undefined : readStatements(change.before, partition);
  const found = [
    ...now.flatMap((one) => granted(one, before, change)),
    ...lockedOut(before, now, bucket, organization),
    ...(before ?? []).flatMap((one) => unguarded(one, now, change)),
  ];
  const [worst, ...others] = found.sort((a, b) => rank(a.verdict) - rank(b.verdict));
  if (worst) {
    const more = others.length > 0 ? ` ${others.length} more at fault.` : '';
    const sentence = `${worst.sentence}${more}`;
    return { verdict: worst.verdict, statements: [worst, ...others], sentence };
  }
  if (!before) return harmless('unreadable', unknownPast(name));
  const says = (one: PolicyStatement, all: readonly PolicyStatement[]) =>
    uncovered(one, all, bucket.ownerAccountId).length === 0;
  const isSame =
    before.every((one) => !one.allows || says(one, now)) &&
    now.every((one) => one.allows || says(one, before));
  return isSame
    ? harmless('same', `The policy of bucket ${name} means what it meant.`)
    : harmless('narrower', `The policy of bucket ${name} allows less than it did.`);
}

const harmless = (verdict: Verdict, sentence: string): Judgement => ({
  verdict,
  statements: [],
  sentence,
});

const unknownPast = (name: string): string =>
  `What the policy of bucket ${name} was is not known; nothing in it is public, outside the organization or a lock-out.`;

const rank = (verdict: Verdict): number => verdicts.indexOf(verdict);

/** What an Allow says more than was allowed. Without knowing what was, only what is never right counts. */
function granted(
  one: PolicyStatement,
  before: readonly PolicyStatement[] | undefined,
  { bucket: { name, ownerAccountId }, organization }: PolicyChange,
): readonly AtFault[] {
  if (!one.allows) return [];
  const added = uncovered(one, before ?? [], ownerAccountId)
    .filter((part) => !namesDeletedOnly(part))
    .map((part) => ({ part, ...reachOf(part, organization, ownerAccountId) }));
  const worst = worstOf(added);
  if (!worst || (!before && worst.kind === 'wider')) return [];
  const alike = added.filter(({ kind }) => kind === worst.kind);
  const others = new Set(alike.map(({ who }) => who)).size - 1;
  const who = others > 0 ? `${worst.who} and ${others} more` : worst.who;
  const what = whatOf(
    alike.map(({ part }) => part),
    name,
  );
  return [atFault(worst.kind, 'now', one, `${who} may ${what}`)];
}

const worstOf = (reaches: readonly Reach[]): Reach | undefined =>
  [...reaches].sort((a, b) => rank(a.kind) - rank(b.kind))[0];

/** A Deny that is gone or refuses less. What it held back is what the policy now allows where it stood. */
function unguarded(
  one: PolicyStatement,
  now: readonly PolicyStatement[],
  { bucket: { name, ownerAccountId }, organization }: PolicyChange,
): readonly AtFault[] {
  if (one.allows || uncovered(one, now, ownerAccountId).length === 0) return [];
  const found = (verdict: Verdict, sentence: string) => [atFault(verdict, 'before', one, sentence)];
  const keys = one.conditions.map(({ key }) => key);
  if (keys.some((key) => TRANSPORT.includes(key))) {
    return found(
      'weaker-transport',
      `Bucket ${name} no longer refuses requests without TLS, or with too old a version of it`,
    );
  }
  if (keys.some((key) => key.startsWith(ENCRYPTION))) {
    return found(
      'weaker-encryption',
      `Bucket ${name} no longer refuses objects that are not encrypted as it asked`,
    );
  }
  const allowed = now.filter((other) => other.allows && mayConcernTheSame(one, other));
  const reaches = allowed.map((other) => reachOf(other, organization, ownerAccountId));
  const { kind, who } = worstOf(reaches) ?? { kind: 'wider', who: 'Callers that IAM lets in' };
  return found(kind, `${who} may ${whatOf([one], name)} where that was refused`);
}

const TRANSPORT: readonly string[] = ['aws:securetransport', 's3:tlsversion'];
const ENCRYPTION = 's3:x-amz-server-side-encryption';
