import type { XmlElement } from '../../core/xml-tree';
import type { Configuration } from '../configuration';
import { notThere } from '../refusals';
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
  absent: () =>
    notThere(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
    ),
  accept: (written) =>
    Object.fromEntries(
      switches.map((name) => [name, oneOf(written[name] ?? 'false', ['true', 'false'])]),
    ),
};

export function blocks(bucket: Bucket, what: (typeof switches)[number]): boolean {
  return bucket.configurations.get('publicAccessBlock')?.[what] === 'true';
}
