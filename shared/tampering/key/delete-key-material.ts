import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { importAgain } from './import-again';

/** Of a key with imported material: at once, without the days that a deletion would wait. */
export const deleteKeyMaterial: ToldRow = {
  row: 'KMS-04',
  title: 'Delete imported key material',
  severity: 'critical',
  mitre: ['T1485', 'T1486'],
  notUndone: 'The material is not in AWS any more; only its owner can import it again.',
  planned: 'Material is replaced by importing new one first; or it expired without a call.',
  toDo: [
    {
      'What stands, in {accountId}': 'aws kms describe-key --key-id {target} --region {region}',
    },
    ...importAgain('Undo'),
    'CloudTrail tries to deliver for 30 days. Without the material, give the trails another key on purpose (trailwarden baseline accept); what the old one encrypted stays unreadable.',
  ],
  drill: telling(
    'key',
    'kms:DeleteImportedKeyMaterial',
    ({ keyArn }) => ({ keyId: keyArn }),
    ({ keyArn }) => [keyArn],
  ),
};
