import type { Lines } from '../reported/reported-row';

/** How the owner of a key's material imports it again, without an end. */
export const importAgain = (undo: string): readonly Lines[] => [
  {
    [`${undo}, with the original material; first a token and the key to wrap it with, of one call`]:
      "aws kms get-parameters-for-import --key-id {target} --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096 --region {region} --output text --query '[ImportToken,PublicKey]' > import.txt",
  },
  'Both are base64: decode each into a file (token, public key), and wrap the material with the public key.',
  {
    Then: 'aws kms import-key-material --key-id {target} --encrypted-key-material fileb://material --import-token fileb://token --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE --region {region}',
  },
];
