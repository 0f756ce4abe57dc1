import { field, flag, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { lets, opened, readPolicy } from '../../../record/policy';
import { type Effect, harm, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

/** `keyId` may be an id or an ARN; `resources` and the answer hold the full ARN, and are believed first. */
const keyOf = (record: LogRecord): readonly string[] => [
  ...record.resourceArns.filter((arn) => arn.includes(':key/')),
  ...named('keyId')(record),
  ...[text(record.serviceEvent.keyId)].flatMap((one) => one ?? []),
];

const source = 'kms.amazonaws.com';
const key = rowsOf({ source, subject: 'keys', targets: keyOf });
/** The record of a change to an alias also names the key. */
const alias = rowsOf({
  source,
  subject: 'keys',
  targets: (record) => [
    ...named('aliasName')(record),
    ...record.resourceArns.filter((arn) => arn.includes(':key/')),
  ],
});
const store = rowsOf({ source, subject: 'keyStores', targets: named('customKeyStoreId') });

/** [D] create-kms-key-policy-for-cloudtrail */
const USES = ['kms:GenerateDataKey', 'kms:DescribeKey'];

function policy({ request, accountId }: LogRecord, _: unknown, target: string): Effect {
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

export const keyRows: readonly Row[] = [
  key(
    { id: 'KMS-01', title: 'Disable the key' },
    ['DisableKey'],
    says((target) => `Key ${target} was disabled; CloudTrail cannot deliver.`),
  ),
  key(
    { id: 'KMS-02', title: 'Delete the key' },
    ['ScheduleKeyDeletion'],
    says((target) => `Key ${target} is to be deleted, and every log with it.`),
  ),
  key(
    { id: 'KMS-02', title: 'Delete the key' },
    ['DeleteKey'],
    says((target) => `Key ${target} was deleted; every log encrypted with it is lost.`),
  ),
  key({ id: 'KMS-03', title: "Change the key's policy" }, ['PutKeyPolicy'], policy),
  key(
    { id: 'KMS-04', title: 'Delete imported key material' },
    ['DeleteImportedKeyMaterial', 'DeleteExpiredKeyMaterial'],
    says((target) => `The material of key ${target} is gone.`),
  ),
  alias(
    { id: 'KMS-05', title: 'Move or delete an alias' },
    ['UpdateAlias', 'DeleteAlias'],
    says((target) => `Alias ${target} no longer names the same key.`),
  ),
  store(
    { id: 'KMS-06', title: 'Disconnect a key store' },
    ['DisconnectCustomKeyStore', 'DeleteCustomKeyStore'],
    says((target) => `Key store ${target} is not connected.`),
  ),
];
