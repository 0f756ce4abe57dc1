import type { Subject } from '../../domain/subject';
import { type NamedCall, textOf } from './call';

/**
 * Bucket names are the world's, so the account is not compared: a caller of another account has a record
 * too. The public access block of an account is about every bucket of it, and only the account can change it.
 */
export const namesLogBucket = (
  { id, accountId }: Subject<'log-bucket'>,
  call: NamedCall,
): boolean =>
  OF_ACCOUNT.has(call.eventName)
    ? call.accountId === accountId
    : [id, id.split(':::')[1]].includes(textOf(call, 'bucketName')) || call.resources.includes(id);

/** [D] cloudtrail-logging-s3-info: they differ from the API's names. */
const OF_ACCOUNT: ReadonlySet<string> = new Set([
  'DeleteAccountPublicAccessBlock',
  'PutAccountPublicAccessBlock',
]);
