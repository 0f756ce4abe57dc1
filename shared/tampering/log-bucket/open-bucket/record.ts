import { field, list, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { says } from '../../records/rows-of';
import { onLogBucket } from '../on-log-bucket';
import { publicAccess } from '../public-access';
import { openBucket } from './technique';

const GROUPS = /groups\/(global\/AllUsers|global\/AuthenticatedUsers)/;

function acl({ request }: LogRecord, _: Known, target: string): Effect {
  const canned = JSON.stringify(field(request, 'x-amz-acl') ?? '');
  if (/public|authenticated-read/.test(canned) || GROUPS.test(JSON.stringify(request ?? {}))) {
    return harm(`Bucket ${target} was opened to the world.`);
  }
  return /log-delivery-write|bucket-owner-full-control/.test(canned)
    ? none
    : unclear(`The ACL of bucket ${target} was replaced; what was granted before is gone.`);
}

function ownership({ request }: LogRecord, _: Known, target: string): Effect {
  const rule = list(field(request, 'ownershipControls', 'rule'))[0];
  const owner = text(field(rule, 'objectOwnership'));
  if (!owner) return unclear(`Ownership of objects in bucket ${target} was set.`);
  return owner === 'ObjectWriter'
    ? harm(`Objects in bucket ${target} belong to their writers.`)
    : none;
}

export const openBucketRecords = [
  onLogBucket(openBucket, {
    PutBucketAcl: acl,
    PutBucketPublicAccessBlock: publicAccess,
    DeleteBucketPublicAccessBlock: says(
      (target) => `Public access to bucket ${target} is no longer blocked.`,
    ),
    PutBucketOwnershipControls: ownership,
    // Without controls a bucket is as with ObjectWriter. [D] about-object-ownership
    DeleteBucketOwnershipControls: says(
      (target) => `Objects in bucket ${target} belong to the accounts that write them again.`,
    ),
  }),
];
