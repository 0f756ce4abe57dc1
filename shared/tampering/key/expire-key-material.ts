import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { importAgain } from './import-again';

/** The same material as before, with an end: on that day KMS deletes it by itself, and no person makes a call. */
export const expireKeyMaterial: ToldRow = {
  row: 'KMS-07',
  title: 'Import key material that expires',
  severity: 'high',
  mitre: ['T1485', 'T1486'],
  notUndone: 'Only the owner of the material can import it again without an end.',
  planned: 'Some owners rotate imported material by its end: is the next one ready?',
  toDo: [
    {
      'See when it ends, in {accountId}':
        'aws kms describe-key --key-id {target} --region {region}',
    },
    ...importAgain('Undo, before it ends'),
    'Once it ends, the logs that it encrypted are unreadable and CloudTrail cannot deliver: give the trails another key on purpose before that (trailwarden baseline accept).',
  ],
  drill: telling(
    'key',
    'kms:ImportKeyMaterial',
    ({ keyArn }) => ({
      keyId: keyArn,
      validTo: 'Nov 22, 2026, 3:12:00 AM',
      expirationModel: 'KEY_MATERIAL_EXPIRES',
    }),
    ({ keyArn }) => [keyArn],
  ),
};
