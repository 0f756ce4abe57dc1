import type { XmlElement } from '../../core/xml-tree';
import type { Configuration } from '../configuration';
import { refuse, S3Refusal } from '../refusals';
import type { Bucket } from '../state';
import { elementsOf, oneOf } from '../xml-values';
import { grantsOthers } from './acl-grants';

const ownerships = ['BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced'] as const;

/** What every bucket is born with since April 2023 [D about-object-ownership]. */
export const bucketOwnerEnforced: XmlElement = {
  Rule: { ObjectOwnership: 'BucketOwnerEnforced' },
};

export const ownershipControls: Configuration = {
  name: 'ownershipControls',
  root: 'OwnershipControls',
  get: {
    action: 'GetBucketOwnershipControls',
    permission: 'GetBucketOwnershipControls',
    eventName: 'GetBucketOwnershipControls',
  },
  put: {
    action: 'PutBucketOwnershipControls',
    permission: 'PutBucketOwnershipControls',
    eventName: 'PutBucketOwnershipControls',
  },
  remove: {
    action: 'DeleteBucketOwnershipControls',
    permission: 'PutBucketOwnershipControls',
    eventName: 'DeleteBucketOwnershipControls',
  },
  absent: () =>
    refuse.notThere(
      'OwnershipControlsNotFoundError',
      'The bucket ownership controls were not found',
    ),
  accept: ({ Rule }, { bucket }) => {
    const [rule, ...more] = elementsOf(Rule);
    if (rule === undefined || more.length > 0) throw refuse.malformedXml();
    const ownership = oneOf(rule.ObjectOwnership, ownerships);
    if (ownership === 'BucketOwnerEnforced' && grantsOthers(bucket)) throw bucketHasAcls();
    return { Rule: { ObjectOwnership: ownership } };
  },
};

/** ACLs are off: only the owner's own is accepted. */
export function disablesAcls(bucket: Bucket): boolean {
  const [rule] = elementsOf(bucket.configurations.get('ownershipControls')?.Rule);
  return rule?.ObjectOwnership === 'BucketOwnerEnforced';
}

function bucketHasAcls() {
  return new S3Refusal({
    code: 'InvalidBucketAclWithObjectOwnership',
    message: "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    status: 400,
  });
}
