import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { telling } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';
import { importAgain } from '../import-again';

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
    ...importAgain('Undo, before it ends', facts),
    'Once it ends, the logs that it encrypted are unreadable and CloudTrail cannot deliver: give the trails another key on purpose before that (trailwarden baseline accept).',
    ...goesOn(facts),
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
