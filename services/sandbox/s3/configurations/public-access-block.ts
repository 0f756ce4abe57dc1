import type { World } from '../../core/service';
import type { XmlElement } from '../../core/xml-tree';
import type { Configuration } from '../configuration';
import { refuse } from '../refusals';
import type { Bucket } from '../state';
import { oneOf } from '../xml-values';

const switches = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

/** What every bucket is born with since April 2023 [D create-bucket-faq]. */
export const everythingBlocked: XmlElement = Object.fromEntries(
  switches.map((name) => [name, 'true']),
);

export const publicAccessBlock: Configuration = {
  name: 'publicAccessBlock',
  root: 'PublicAccessBlockConfiguration',
  get: {
    action: 'GetPublicAccessBlock',
    permission: 'GetBucketPublicAccessBlock',
    eventName: 'GetBucketPublicAccessBlock',
  },
  put: {
    action: 'PutPublicAccessBlock',
    permission: 'PutBucketPublicAccessBlock',
    eventName: 'PutBucketPublicAccessBlock',
  },
  remove: {
    action: 'DeletePublicAccessBlock',
    permission: 'PutBucketPublicAccessBlock',
    eventName: 'DeleteBucketPublicAccessBlock',
  },
  absent: () => refuse.noPublicAccessBlock(),
  accept: acceptedBlock,
};

/** A switch that is not written is off. */
export function acceptedBlock(written: XmlElement): XmlElement {
  return Object.fromEntries(
    switches.map((name) => [name, oneOf(written[name] ?? 'false', ['true', 'false'])]),
  );
}

/** The bucket's own block or its account's: the stricter counts [D access-control-block-public-access]. */
export function blocks({ s3 }: World, bucket: Bucket, what: (typeof switches)[number]): boolean {
  const own = bucket.configurations.get('publicAccessBlock');
  return [own, s3.accountBlocks.get(bucket.accountId)].some((block) => block?.[what] === 'true');
}
