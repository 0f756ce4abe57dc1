import { field, flag } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { lets, opened, readPolicy } from '../../../record/policy';
import { type Effect, harm, unclear } from '../../../record/row';
import { onKey } from '../on-key';
import { changeKeyPolicy } from './technique';

/** [D] create-kms-key-policy-for-cloudtrail */
const USES = ['kms:GenerateDataKey', 'kms:DescribeKey'];

function weakens({ request, accountId }: LogRecord, _: unknown, target: string): Effect {
  if (flag(field(request, 'bypassPolicyLockoutSafetyCheck')) === true) {
    return harm(`The policy of key ${target} was replaced past the check that keeps its owner in.`);
  }
  const statements = readPolicy(field(request, 'policy'));
  if (!statements)
    return unclear(`The policy of key ${target} was replaced; the record does not hold it.`);
  return lets(statements, USES)
    ? opened(statements, accountId, `key ${target}`)
    : harm(`The policy of key ${target} no longer lets CloudTrail encrypt.`);
}

export const changeKeyPolicyRecords = [onKey(changeKeyPolicy, weakens)];
