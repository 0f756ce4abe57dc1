import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { told } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

/** Of a key with imported material: at once, without the days that a deletion would wait. */
export const deleteKeyMaterial: ReportedRow = {
  row: 'KMS-04',
  title: 'Delete imported key material',
  severity: 'critical',
  mitre: ['T1485', 'T1486'],
  notUndone: 'The material is not in AWS any more; only its owner can import it again.',
  guidance: (facts) => [
    planned(
      facts,
      'Material is replaced by importing new one first; or it expired without a call.',
    ),
    step(
      `What stands, in ${facts.accountId}`,
      inPlace(`aws kms describe-key --key-id ${facts.target}`, facts),
    ),
    step(
      'Undo, with the original material; first a token and the key to wrap it with, of one call',
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
    'CloudTrail tries to deliver for 30 days. Without the material, give the trails another key on purpose (trailwarden baseline accept); what the old one encrypted stays unreadable.',
    ...goesOn(facts),
  ],
  drill: ({ keyArn }) => {
    const [, , , region = '', accountId = ''] = keyArn.split(':');
    return told({
      accountId,
      region,
      eventSource: 'kms.amazonaws.com',
      eventName: 'DeleteImportedKeyMaterial',
      requestParameters: { keyId: keyArn },
      resources: [{ ARN: keyArn, accountId }],
    });
  },
};
