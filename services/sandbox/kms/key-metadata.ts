import { keyState } from './find-key';
import type { Key } from './state';

/** `KeyMetadata` as CreateKey and DescribeKey answer it. */
export function keyMetadata(key: Key) {
  const state = keyState(key);
  return {
    AWSAccountId: key.accountId,
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: key.createdAt,
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyState: state,
    DeletionDate: key.deletionDate,
    Origin: key.origin,
    KeyManager: 'CUSTOMER',
    KeySpec: key.keySpec,
    CustomerMasterKeySpec: key.keySpec,
    MultiRegion: key.multiRegion,
    ...usage(key),
    ...(key.multiRegion && { MultiRegionConfiguration: primary(key) }),
  };
}

function usage({ keySpec }: Key) {
  return keySpec === 'HMAC_256'
    ? { KeyUsage: 'GENERATE_VERIFY_MAC', MacAlgorithms: ['HMAC_SHA_256'] }
    : { KeyUsage: 'ENCRYPT_DECRYPT', EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
}

function primary({ arn, region }: Key) {
  return {
    MultiRegionKeyType: 'PRIMARY',
    PrimaryKey: { Arn: arn, Region: region },
    ReplicaKeys: [],
  };
}
