import { statSync } from 'node:fs';
import type { Connection } from '../../../shared/aws/connection';
import { bucketObjects } from '../../../shared/aws/read-objects';
import { UserError } from '../user-error';
import { folderObjects } from '../verify/folder-objects';
import type { Logs } from './log-folders';

/**
 * `s3://bucket/prefix` as the caller himself, or a folder laid out as the bucket. The prefix is the trail's: what
 * is before `AWSLogs`.
 */
export function openLogs(where: string, connection: Connection): Logs {
  if (!where.startsWith('s3://')) {
    if (!statSync(where, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UserError(`--logs ${where} is no folder; it must be one, or s3://BUCKET/PREFIX.`);
    }
    return { objects: folderObjects(where), prefix: '' };
  }
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)\/?(.*)$/.exec(where) ?? [];
  if (!bucket) {
    throw new UserError(`--logs must be s3://BUCKET/PREFIX or a folder, not "${where}".`);
  }
  const prefix = path.replace(/(^|\/)AWSLogs(\/.*)?$/, '').replace(/\/+$/, '');
  return { objects: bucketObjects(bucket, connection), prefix };
}
