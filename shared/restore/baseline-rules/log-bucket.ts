import type { Json, LifecycleRule } from '../../domain/bucket-configurations';
import { letsService } from '../../domain/lets-service';
import type { LogBucketState } from '../../domain/log-bucket';
import type { Rules } from './rules';

/** The floor: the bucket is ours, CloudTrail can write to it, strangers cannot read it, and files stay a while. */
export const logBucketRules: Rules<'log-bucket'> = {
  unfit: (state) => {
    if (!state.isOurs) return 'another account owns it';
    if (state.policy === undefined) return 'its policy was not read';
    if (!letsService(state.policy, CLOUDTRAIL, 's3:PutObject')) {
      return 'its policy does not let CloudTrail write';
    }
    if (state.payer !== 'BucketOwner') return 'its owner does not pay for requests';
    if (isPublic(state)) return 'it is public';
    return state.lifecycle?.Rules.some(expiresEarly)
      ? `its log files expire before ${SHORTEST_DAYS} days`
      : undefined;
  },
  // No trail delivers to a bucket that lets the requester pay. The state does not tell what else it was.
  presumed: (state) =>
    state.payer === 'Requester' ? { ...state, payer: 'BucketOwner' } : undefined,
};

const CLOUDTRAIL = /^cloudtrail\.amazonaws\.com$/;
const SHORTEST_DAYS = 90;
const STRANGERS = /\/(AllUsers|AuthenticatedUsers)$/;

/** By a grant or by the policy, unless a public access block stops it. [D] access-control-block-public-access */
function isPublic({ acl, policy = '', ...state }: LogBucketState): boolean {
  const blocks = [state.publicAccessBlock, state.accountPublicAccessBlock];
  const isGranted = acl?.Grants.some(({ Grantee }) => STRANGERS.test(Grantee.URI ?? ''));
  return (
    (isGranted === true && !blocks.some((block) => block?.IgnorePublicAcls)) ||
    (allowsEverybody(policy) && !blocks.some((block) => block?.RestrictPublicBuckets))
  );
}

/** Without any condition: one that names an organization or a network is how log buckets are shared. */
function allowsEverybody(policy: string): boolean {
  const statements: readonly Json[] = [JSON.parse(policy || '{}').Statement ?? []].flat();
  return statements.some(({ Effect, Principal, Condition }) => {
    const who = typeof Principal === 'object' ? [(Principal as Json).AWS].flat() : [Principal];
    return Effect === 'Allow' && Condition === undefined && who.includes('*');
  });
}

/** The rule covers everything, or what looks like log files; a person who means everything may write `*`. */
function expiresEarly({ Status, Prefix, Filter = {}, Expiration }: LifecycleRule): boolean {
  const { Days } = Expiration ?? {};
  if (Status !== 'Enabled' || Days === undefined || Days >= SHORTEST_DAYS) return false;
  const prefix = Prefix ?? Filter.Prefix ?? (Filter.And as Json | undefined)?.Prefix ?? '';
  return prefix === '' || prefix === '*' || String(prefix).includes('AWSLogs');
}
