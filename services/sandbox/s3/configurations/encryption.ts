import type { XmlElement } from '../../core/xml-tree';
import type { Configuration } from '../configuration';
import { refuse } from '../refusals';
import type { Bucket } from '../state';
import { elementOf, elementsOf, oneOf, textOf } from '../xml-values';

/** Since January 2023 a bucket without a configuration encrypts with SSE-S3, and says so [D default-encryption-faq]. */
const standard: XmlElement = {
  Rule: [
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: 'false' },
  ],
};

export const encryption: Configuration = {
  name: 'encryption',
  root: 'ServerSideEncryptionConfiguration',
  get: {
    action: 'GetBucketEncryption',
    permission: 'GetEncryptionConfiguration',
    eventName: 'GetBucketEncryption',
  },
  put: {
    action: 'PutBucketEncryption',
    permission: 'PutEncryptionConfiguration',
    eventName: 'PutBucketEncryption',
  },
  remove: {
    action: 'DeleteBucketEncryption',
    permission: 'PutEncryptionConfiguration',
    eventName: 'DeleteBucketEncryption',
  },
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
