import type { XmlElement } from '../../core/xml-tree';
import { api, type Configuration, elementOf, elementsOf, oneOf, textOf } from '../configuration';
import { refuse } from '../refusals';
import type { Bucket } from '../state';

/** Since January 2023 a bucket without a configuration encrypts with SSE-S3, and says so [D default-encryption-faq]. */
const standard: XmlElement = {
  Rule: [
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: 'false' },
  ],
};

export const encryption: Configuration = {
  name: 'encryption',
  root: 'ServerSideEncryptionConfiguration',
  get: api('GetBucketEncryption', 'GetEncryptionConfiguration', 'GetBucketEncryption'),
  put: api('PutBucketEncryption', 'PutEncryptionConfiguration', 'PutBucketEncryption'),
  remove: api('DeleteBucketEncryption', 'PutEncryptionConfiguration', 'DeleteBucketEncryption'),
  absent: () => standard,
  accept: ({ Rule }) => {
    const rules = elementsOf(Rule);
    if (rules.length !== 1) throw refuse.malformedXml();
    return { Rule: rules.map(acceptedRule) };
  },
};

/** The key new objects are encrypted with; undefined for S3's own keys. */
export function encryptionKeyOf(bucket: Bucket): string | undefined {
  const rule = elementsOf((bucket.configurations.get('encryption') ?? standard).Rule)[0];
  const byDefault = elementOf(rule?.ApplyServerSideEncryptionByDefault ?? '');
  return textOf(byDefault.KMSMasterKeyID);
}

function acceptedRule(rule: XmlElement): XmlElement {
  if (rule.ApplyServerSideEncryptionByDefault !== undefined) {
    const { SSEAlgorithm, KMSMasterKeyID } = elementOf(rule.ApplyServerSideEncryptionByDefault);
    const algorithm = oneOf(SSEAlgorithm, ['AES256', 'aws:kms', 'aws:kms:dsse']);
    if (algorithm === 'AES256' && KMSMasterKeyID !== undefined) throw refuse.malformedXml();
  }
  return { BucketKeyEnabled: 'false', ...rule };
}

/** An empty status turns access logging off. Kept and given back; no access log is written. */
export const logging: Configuration = {
  name: 'logging',
  root: 'BucketLoggingStatus',
  get: api('GetBucketLogging'),
  put: api('PutBucketLogging'),
  absent: () => ({}),
  accept: ({ LoggingEnabled }, { bucket, world }) => {
    if (LoggingEnabled === undefined) return {};
    const target = world.s3.buckets.get(textOf(elementOf(LoggingEnabled).TargetBucket) ?? '');
    if (target?.accountId !== bucket.accountId || target.region !== bucket.region) {
      throw refuse.invalidTarget();
    }
    return { LoggingEnabled };
  },
};

/** An empty configuration turns notifications off. Kept and given back; nothing is notified. */
export const notification: Configuration = {
  name: 'notification',
  root: 'NotificationConfiguration',
  get: api('GetBucketNotificationConfiguration', 'GetBucketNotification'),
  put: {
    ...api('PutBucketNotificationConfiguration', 'PutBucketNotification'),
    headers: { 'x-amz-skip-destination-validation': 'SkipDestinationValidation' },
  },
  absent: () => ({}),
  accept: (written) => written,
};

export const requestPayment: Configuration = {
  name: 'requestPayment',
  root: 'RequestPaymentConfiguration',
  get: api('GetBucketRequestPayment'),
  put: api('PutBucketRequestPayment'),
  absent: () => ({ Payer: 'BucketOwner' }),
  accept: ({ Payer }) => ({ Payer: oneOf(Payer, ['Requester', 'BucketOwner']) }),
};

export function isRequesterPays(bucket: Bucket): boolean {
  return bucket.configurations.get('requestPayment')?.Payer === 'Requester';
}

export const tagging: Configuration = {
  name: 'tagging',
  root: 'Tagging',
  get: api('GetBucketTagging'),
  put: api('PutBucketTagging'),
  remove: api('DeleteBucketTagging', 'PutBucketTagging', 'DeleteBucketTagging'),
  absent: () => refuse.notThere('NoSuchTagSet', 'The TagSet does not exist'),
  accept: ({ TagSet }) => {
    const tags = elementsOf(elementOf(TagSet).Tag);
    const keys = tags.map(({ Key, Value }) => {
      const key = textOf(Key);
      if (!key || textOf(Value) === undefined) throw refuse.malformedXml();
      return key;
    });
    if (new Set(keys).size < keys.length) throw refuse.repeatedTag();
    return { TagSet: { Tag: tags } };
  },
};
