import {
  type BucketState,
  isAccountBlock,
  type JudgedPolicy,
  type JudgePolicy,
} from '../../domain/bucket';
import type { BucketChange, JudgeBucket } from '../../domain/bucket-change';
import type { Acl, Grant, ObjectOwnership } from '../../domain/bucket-configurations';
import { same } from '../../domain/same';
import type { Subject } from '../../domain/subject';
import { blocksLess } from '../log-bucket/blocks-less';
import { asText } from '../log-bucket/bucket-changed';

interface Compared {
  readonly subject: Subject<'bucket'>;
  readonly must: BucketState;
  readonly is: BucketState;
  readonly judge: JudgePolicy;
}

/**
 * What a bucket, or the block of an account, was changed to: the worst that it is, with everything that was loosened.
 * Nothing where it is as good as it was. It is no part of the way to a stopped trail.
 */
export const changeBy =
  (judge: JudgePolicy): JudgeBucket =>
  (subject, must, is) => {
    const compared = { subject, must, is, judge };
    return isAccountBlock(subject) ? ofAccount(compared) : ofBucket(compared);
  };

function ofAccount({ must, is }: Compared): BucketChange | undefined {
  const [before, now] = [must.accountPublicAccessBlock, is.accountPublicAccessBlock];
  if (!before || !now || !blocksLess(before, now)) return undefined;
  return {
    technique: 'unblock-account',
    found: {
      part: 'accountPublicAccessBlock',
      expected: asText(before),
      actual: asText(now),
      sentence: `Account ${is.name} no longer blocks public access to its buckets.`,
    },
  };
}

/** What lets everyone in goes back with all that was loosened for it; the rest of a change waits for its owner. */
function ofBucket(compared: Compared): BucketChange | undefined {
  const { subject, must, is, judge } = compared;
  const bucket = { name: is.name, ownerAccountId: subject.accountId };
  const policy: JudgedPolicy =
    is.policy === undefined
      ? { verdict: 'fine', sentence: '' }
      : judge(bucket, must.policy, is.policy);
  const loosened = partsLoosened(compared);
  const isOpened = lets(compared, is) && !(must.policy !== undefined && lets(compared, must));
  const strangers = newStrangers(must.acl, is.acl);
  const technique =
    policy.verdict === 'public' || isOpened
      ? 'publish-bucket'
      : policy.verdict === 'outside-organization' || strangers.length > 0
        ? 'share-bucket'
        : policy.verdict === 'lock-out'
          ? 'lock-bucket'
          : policy.verdict === 'weaker' || loosened.length > 0
            ? 'weaken-bucket'
            : undefined;
  if (!technique) return undefined;
  const isPolicyAtFault = policy.verdict !== 'fine';
  const parts = [...(isPolicyAtFault ? (['policy'] as const) : []), ...loosened];
  const shown = (state: BucketState) =>
    parts.map((part) => asText(state[part] ?? 'unknown')).join(', ');
  const sentences = [
    ...(isPolicyAtFault ? [policy.sentence] : []),
    ...(loosened.length > 0 ? [`Bucket ${is.name} is looser in ${loosened.join(' and ')}.`] : []),
  ];
  return {
    technique,
    found: {
      part: parts.join(', '),
      expected: shown(must),
      actual: shown(is),
      sentence: sentences.join(' '),
      wanted: Object.fromEntries(parts.map((part) => [part, is[part]])),
      ...(isPolicyAtFault && policy.instead !== undefined && { instead: policy.instead }),
      ...(isPolicyAtFault && policy.closing !== undefined && { closing: policy.closing }),
    },
  };
}

/** Does it let everyone in, now? A block of the account may stop it, and may go at any time. */
function lets({ subject, judge }: Compared, state: BucketState): boolean {
  const { name, policy = '', acl, publicAccessBlock: block } = state;
  const bucket = { name, ownerAccountId: subject.accountId };
  const isPublic = !block?.RestrictPublicBuckets && judge(bucket, '', policy).verdict === 'public';
  return (
    isPublic ||
    (!block?.IgnorePublicAcls && (acl?.Grants ?? []).some((one) => EVERYONE.test(granteeOf(one))))
  );
}

type Part = 'acl' | 'publicAccessBlock' | 'ownership';

function partsLoosened({ must, is }: Compared): readonly Part[] {
  const found: Part[] = [];
  if (must.publicAccessBlock && is.publicAccessBlock) {
    if (blocksLess(must.publicAccessBlock, is.publicAccessBlock)) found.push('publicAccessBlock');
  }
  if (must.acl && is.acl) {
    const { Grants } = must.acl;
    if (is.acl.Grants.some((grant) => !isGranted(grant, Grants))) found.push('acl');
  }
  if (must.ownership && is.ownership) {
    if (STRENGTH.indexOf(is.ownership) < STRENGTH.indexOf(must.ownership)) found.push('ownership');
  }
  return found;
}

/** From the weakest: with the last one ACLs count for nothing. [D] about-object-ownership */
const STRENGTH: readonly ObjectOwnership[] = [
  'ObjectWriter',
  'BucketOwnerPreferred',
  'BucketOwnerEnforced',
];

/** [D] acl-overview, the predefined groups. */
const EVERYONE = /\/(AllUsers|AuthenticatedUsers)$/;
const LOG_DELIVERY = /\/LogDelivery$/;

const granteeOf = ({ Grantee }: Grant): string => Grantee.URI ?? Grantee.ID ?? '';

/** Who may do everything may do this as well. */
const isGranted = ({ Grantee, Permission }: Grant, before: readonly Grant[]): boolean =>
  before.some(
    (one) => same(one.Grantee, Grantee) && [Permission, 'FULL_CONTROL'].includes(one.Permission),
  );

/**
 * Accounts are known to ACLs by canonical ids, which do not tell whose they are: all but the owner are strangers, and one
 * who may read is as good as new where it may write.
 */
const newStrangers = (must: Acl | undefined, is: Acl | undefined): readonly Grant[] =>
  (is?.Grants ?? []).filter((grant) => {
    const one = granteeOf(grant);
    const isKnown = one === is?.Owner?.ID || LOG_DELIVERY.test(one);
    return !isKnown && !isGranted(grant, must?.Grants ?? []);
  });
