import type { Verdict } from './fault';
import { judgeBucketPolicy, type PolicyChange } from './judge';

/** What AWS itself says of a bucket; a field is absent where it could not be asked. */
export interface Opinions {
  /** GetBucketPolicyStatus of the policy that is there. */
  readonly isPublic?: boolean;
  /** Access Analyzer's CheckNoPublicAccess: does the policy keep the public out? */
  readonly keepsOut?: { readonly now?: boolean; readonly before?: boolean };
}

export interface Opinion {
  readonly verdict: Verdict;
  readonly sentence: string;
  /** Who says otherwise, a sentence each. */
  readonly disagreements: readonly string[];
}

/**
 * The worse of what we and AWS say. AWS is asked of a policy and not of a change, so what it calls public counts only where
 * the policy before was not public, by AWS or by us.
 */
export function secondOpinion(
  change: PolicyChange,
  { isPublic, keepsOut = {} }: Opinions,
): Opinion {
  const own = judgeBucketPolicy(change);
  const { name } = change.bucket;
  const wasPublic =
    keepsOut.before === false ||
    judgeBucketPolicy({ ...change, before: undefined, now: change.before ?? undefined }).verdict ===
      'public';
  const calls = [
    ...(isPublic === undefined ? [] : [{ who: 'GetBucketPolicyStatus', isPublic }]),
    ...(keepsOut.now === undefined ? [] : [{ who: 'Access Analyzer', isPublic: !keepsOut.now }]),
  ];
  const isBad = own.verdict === 'public';
  const others = isBad || !wasPublic ? calls.filter((one) => one.isPublic !== isBad) : [];
  const disagreements = others.map(({ who }) =>
    isBad
      ? `${who} does not call it public; Trailwarden does, and the worse counts.`
      : `${who} calls it public; Trailwarden calls it ${own.verdict}, and the worse counts.`,
  );
  if (isBad || others.length === 0) {
    return { verdict: own.verdict, sentence: own.sentence, disagreements };
  }
  const sentence = `AWS calls the policy of bucket ${name} public.`;
  return { verdict: 'public', sentence, disagreements };
}
