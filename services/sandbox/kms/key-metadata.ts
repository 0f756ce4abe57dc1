import { createHash } from 'node:crypto';
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
    ...(key.keySpec === 'SYMMETRIC_DEFAULT' && key.hasMaterial && material(key)),
    ...(key.multiRegion && { MultiRegionConfiguration: primary(key) }),
  };
}

/** Of a key that encrypts: 64 hexadecimal digits [R]. Here made of its ARN, since nothing rotates. */
function material({ arn }: Key) {
  return { CurrentKeyMaterialId: createHash('sha256').update(`material/${arn}`).digest('hex') };
}

/** What a key is for, and how it does that. */
export function usage({ keySpec }: Pick<Key, 'keySpec'>) {
  switch (keySpec) {
    case 'HMAC_256':
      return { KeyUsage: 'GENERATE_VERIFY_MAC', MacAlgorithms: ['HMAC_SHA_256'] };
    case 'ECC_NIST_P256':
      return { KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: ['ECDSA_SHA_256'] };
    default:
      return { KeyUsage: 'ENCRYPT_DECRYPT', EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
  }
}

function primary({ arn, region }: Key) {
  return {
    MultiRegionKeyType: 'PRIMARY',
    PrimaryKey: { Arn: arn, Region: region },
    ReplicaKeys: [],
  };
}
