import { type Facts, step } from '../reported/facts';

/** How the owner of a key's material imports it again, without an end. */
export const importAgain = (undo: string, facts: Facts): readonly string[] => [
  step(
    `${undo}, with the original material; first a token and the key to wrap it with, of one call`,
    `${facts.here(`aws kms get-parameters-for-import --key-id ${facts.target} --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096`)} --output text --query '[ImportToken,PublicKey]' > import.txt`,
  ),
  'Both are base64: decode each into a file (token, public key), and wrap the material with the public key.',
  facts.stepHere(
    'Then',
    `aws kms import-key-material --key-id ${facts.target} --encrypted-key-material fileb://material --import-token fileb://token --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE`,
  ),
];
