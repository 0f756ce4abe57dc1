import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { told } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

/** The same material as before, with an end: on that day KMS deletes it by itself, and no person makes a call. */
export const expireKeyMaterial: ReportedRow = {
  row: 'KMS-07',
  title: 'Import key material that expires',
  severity: 'high',
  mitre: ['T1485', 'T1486'],
  notUndone: 'Only the owner of the material can import it again without an end.',
  guidance: (facts) => [
    planned(facts, 'Some owners rotate imported material by its end: is the next one ready?'),
    step(
      `See when it ends, in ${facts.accountId}`,
      inPlace(`aws kms describe-key --key-id ${facts.target}`, facts),
    ),
    step(
      'Undo, before it ends, with the original material; first a token and the key to wrap it with, of one call',
      `${inPlace(`aws kms get-parameters-for-import --key-id ${facts.target} --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096`, facts)} --output text --query '[ImportToken,PublicKey]' > import.txt`,
    ),
    'Both are base64: decode each into a file (token, public key), and wrap the material with the public key.',
    step(
      'Then',
      inPlace(
        `aws kms import-key-material --key-id ${facts.target} --encrypted-key-material fileb://material --import-token fileb://token --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE`,
        facts,
      ),
    ),
    'Once it ends, the logs that it encrypted are unreadable and CloudTrail cannot deliver: give the trails another key on purpose before that (trailwarden baseline accept).',
    ...goesOn(facts),
  ],
  drill: ({ keyArn }) => {
    const [, , , region = '', accountId = ''] = keyArn.split(':');
    return told({
      accountId,
      region,
      eventSource: 'kms.amazonaws.com',
      eventName: 'ImportKeyMaterial',
      requestParameters: {
        keyId: keyArn,
        validTo: 'Nov 22, 2026, 3:12:00 AM',
        expirationModel: 'KEY_MATERIAL_EXPIRES',
      },
      resources: [{ ARN: keyArn, accountId }],
    });
  },
};
