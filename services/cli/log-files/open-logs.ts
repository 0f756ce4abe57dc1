import { existsSync, statSync } from 'node:fs';
import type { Connection } from '../../../shared/aws/connection';
import { bucketObjects } from '../../../shared/aws/read-objects';
import { UserError } from '../terminal/user-error';
import { folderObjects } from '../verify/folder-objects';
import type { Logs } from './log-files-source';

/**
 * `s3://bucket/prefix` as the caller himself, or a folder laid out as the bucket. The prefix is the trail's: what
 * is before `AWSLogs`.
 */
export function openLogs(where: string, connection: Connection): Logs {
  const { bucket, path } = whereOption(where);
  if (bucket === undefined) return { objects: folderObjects(where), prefix: '' };
  const prefix = path.replace(/(^|\/)AWSLogs(\/.*)?$/, '').replace(/\/+$/, '');
  return { objects: bucketObjects(bucket, connection), prefix };
}

/** Refuses what is neither a bucket nor a folder that is there, before AWS is asked. */
export function whereOption(where: string): { readonly bucket?: string; readonly path: string } {
  if (!where.startsWith('s3://')) {
    if (existsSync(where) && statSync(where).isDirectory()) return { path: where };
    throw new UserError(`--logs ${where} is no folder; it must be one, or s3://BUCKET/PREFIX.`);
  }
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)\/?(.*)$/.exec(where) ?? [];
  if (bucket) return { bucket, path };
  throw new UserError(`--logs must be s3://BUCKET/PREFIX or a folder, not "${where}".`);
}
