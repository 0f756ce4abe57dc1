import type { Subject } from '../domain/subject';
import { type NamedCall, textOf } from './call';

/** Bucket names are the world's, so the account is not compared: a caller of another account has a record too. */
export const namesLogBucket = ({ id }: Subject<'log-bucket'>, call: NamedCall): boolean =>
  textOf(call, 'bucketName') === id.split(':::')[1] || call.resources.includes(id);
