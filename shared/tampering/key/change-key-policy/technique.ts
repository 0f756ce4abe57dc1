import { letsService } from '../../../domain/lets-service';
import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs, type Found } from '../../detection/differs';
import { ownersOnly } from '../../detection/policy-text';
import { NOT_DELIVERED } from '../key-put-out-of-use';

/**
 * PutKeyPolicy: one call replaces the whole policy, so any difference counts. Documents that mean the
 * same are the same here (canonical-policy.ts). An attacker who also takes kms:PutKeyPolicy from
 * the account locks the guard out, and only AWS Support can help.
 */
export const changeKeyPolicy: Technique<'key'> = {
  id: 'change-key-policy',
  title: 'Change the policy of a trail’s key',
  subject: 'key',
  severity: 'high',
  row: 'KMS-03',
  mitre: DISABLE_LOGS,
  events: { 'kms.amazonaws.com': ['PutKeyPolicy'] },
  parts: ['policy'],
  detect: differs('change-key-policy', ({ policy: expected }, { policy: actual }, { id }) => {
    if (expected === undefined || actual === undefined || actual === expected) return undefined;
    return {
      part: 'policy',
      expected,
      actual,
      sentence: `The policy of key ${id} was changed.`,
      ...shutOut(expected, actual),
    };
  }),
  drill: calling('kms:PutKeyPolicy', ({ id, accountId }) => ({
    KeyId: id,
    PolicyName: 'default',
    Policy: ownersOnly({ arn: id, accountId }, { Action: 'kms:*', Resource: '*' }),
  })),
};

/** CloudTrail could encrypt before, and cannot now; or only conditions of a Deny, which are not judged, let it. */
function shutOut(before: string, now: string): Pick<Found, 'partly'> {
  const lost = [asWritten, asIfItHeld].find((read) => lets(read(before)) && !lets(read(now)));
  if (!lost) return {};
  return { partly: lost === asWritten ? NOT_DELIVERED : 'files encrypted with it may be refused' };
}

const lets = (policy: string): boolean =>
  letsService(policy, /^cloudtrail\./, 'kms:GenerateDataKey');
const asWritten = (policy: string): string => policy;
const asIfItHeld = (policy: string): string => policy.replaceAll('"Condition"', '"_"');
