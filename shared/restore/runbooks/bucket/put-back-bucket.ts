import type { Baseline } from '../../../domain/baseline';
import { canonicalPolicy } from '../../../domain/canonical-policy';
import type { Finding } from '../../../domain/finding';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/**
 * What lets strangers in or shuts the owner out goes at once: the policy without the statements at fault, and with
 * those that the change took away. The block comes first, which shuts strangers out even if more is wrong; grants go
 * before the ownership, as on a log bucket.
 */
export const putBackBucket: Runbook<'bucket'> = {
  id: 'put-back-bucket',
  title: 'Take back what a change of a bucket let in',
  subject: 'bucket',
  undoes: ['publish-bucket', 'share-bucket', 'lock-bucket', 'unblock-account'],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'bucket'>): Step[] {
  const { publicAccessBlock, accountPublicAccessBlock, acl, ownership } = state;
  const named = new Set(findings.flatMap(({ part }) => part.split(', ')));
  const changed = findings.find((one) => one.instead !== undefined);
  const toWrite = [changed?.closing, changed?.instead].filter((one) => one !== undefined);
  const bucket = ownBucket(subject);
  return [
    ...(publicAccessBlock && named.has('publicAccessBlock')
      ? [
          stepOn(subject, 's3:PutPublicAccessBlock', {
            ...bucket,
            PublicAccessBlockConfiguration: publicAccessBlock,
          }),
        ]
      : []),
    ...(accountPublicAccessBlock && named.has('accountPublicAccessBlock')
      ? [
          stepOn(subject, 's3control:PutPublicAccessBlock', {
            AccountId: subject.accountId,
            PublicAccessBlockConfiguration: accountPublicAccessBlock,
          }),
        ]
      : []),
    ...toWrite.map((policy) =>
      policy === ''
        ? stepOn(subject, 's3:DeleteBucketPolicy', bucket)
        : stepOn(subject, 's3:PutBucketPolicy', {
            ...bucket,
            Policy: verbatim(policy, state.policy),
          }),
    ),
    ...(acl && named.has('acl')
      ? [stepOn(subject, 's3:PutBucketAcl', { ...bucket, AccessControlPolicy: acl })]
      : []),
    ...(ownership && named.has('ownership')
      ? [
          stepOn(subject, 's3:PutBucketOwnershipControls', {
            ...bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] },
          }),
        ]
      : []),
  ];
}

/** Where nothing of the change stays, byte for byte what was there. */
const verbatim = (instead: string, was: string | undefined): string =>
  was !== undefined && canonicalPolicy(was) === canonicalPolicy(instead) ? was : instead;
