import { field, fields, list, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { says } from '../../records/rows-of';
import { onLogBucket } from '../on-log-bucket';
import { changeBucketEncryption } from './technique';

function changes(record: LogRecord, { subjects }: Known, target: string): Effect {
  const rule = field(record.request, 'serverSideEncryptionConfiguration', 'rule');
  const by = fields(field(list(rule)[0], 'applyServerSideEncryptionByDefault'));
  const key = text(by.KMSMasterKeyID);
  if (text(by.SSEAlgorithm) === 'AES256') return none;
  if (!key)
    return unclear(
      `Encryption of bucket ${target} was set; the record does not say with which key.`,
    );
  return protects(subjects.keys, [key], record)
    ? none
    : harm(`Bucket ${target} is encrypted with a foreign key, ${key}.`);
}

export const changeBucketEncryptionRecords = [
  onLogBucket(changeBucketEncryption, {
    PutBucketEncryption: changes,
    DeleteBucketEncryption: says((target) => `The encryption of bucket ${target} was removed.`),
  }),
];
