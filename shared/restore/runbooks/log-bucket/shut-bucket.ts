import type { Baseline } from '../../../domain/baseline';
import type { Acl, PublicAccessBlock } from '../../../domain/bucket-configurations';
import type { Finding } from '../../../domain/finding';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import { partsNamed } from './parts-named';

/**
 * The public access block first, which shuts strangers out even if more is wrong. Grants go before
 * the ownership: S3 does not turn ACLs off while one of them grants something, nor takes one when
 * they are off.
 */
export const shutBucket: Runbook<'log-bucket'> = {
  id: 'shut-bucket',
  title: 'Shut the log bucket to strangers again',
  subject: 'log-bucket',
  undoes: ['open-bucket'],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'log-bucket'>): Step[] {
  const { publicAccessBlock: block, acl, ownership } = state;
  const named = partsNamed(findings, ['publicAccessBlock', 'acl', 'ownership']);
  return [
    ...(block && named.has('publicAccessBlock') ? [putPublicAccessBlock(subject, block)] : []),
    ...(acl && named.has('acl') ? [putAcl(subject, acl)] : []),
    ...(ownership && named.has('ownership')
      ? [
          stepOn(subject, 's3:PutBucketOwnershipControls', {
            ...ownBucket(subject),
            OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] },
          }),
        ]
      : []),
  ];
}

export const putPublicAccessBlock = (
  subject: Subject<'log-bucket'>,
  block: PublicAccessBlock,
): Step =>
  stepOn(subject, 's3:PutPublicAccessBlock', {
    ...ownBucket(subject),
    PublicAccessBlockConfiguration: block,
  });

export const putAcl = (subject: Subject<'log-bucket'>, acl: Acl): Step =>
  stepOn(subject, 's3:PutBucketAcl', { ...ownBucket(subject), AccessControlPolicy: acl });
