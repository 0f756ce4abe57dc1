import { field, flag, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { lets, opened, readPolicy } from '../../record/policy';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import { each, named, rowsOf, says } from '../records/rows-of';
import { changeKeyPolicy } from './change-key-policy/technique';
import { deleteKeyMaterial } from './delete-key-material';
import { destroyKey } from './destroy-key/technique';
import { disableKey } from './disable-key/technique';
import { disconnectKeyStore } from './disconnect-key-store';
import { expireKeyMaterial } from './expire-key-material';
import { moveKeyAlias } from './move-key-alias';
import { keyArnsOf, onKey } from './on-key';
import { scheduleKeyDeletion } from './schedule-key-deletion/technique';

const onKeyStore = rowsOf({
  source: 'kms.amazonaws.com',
  subject: 'keyStores',
  targets: named('customKeyStoreId'),
});

/** The record of a change to an alias also names the key. */
const onAlias = rowsOf({
  source: 'kms.amazonaws.com',
  subject: 'keys',
  targets: (record) => [...named('aliasName')(record), ...keyArnsOf(record)],
});

export const keyRecords: readonly Row[] = [
  onKey(
    disableKey,
    says((target) => `Key ${target} was disabled; CloudTrail cannot deliver.`),
  ), // KMS-01
  onKey(
    scheduleKeyDeletion,
    says((target) => `Key ${target} is to be deleted, and every log with it.`),
  ), // KMS-02
  onKey(destroyKey, {
    DeleteKey: says((target) => `Key ${target} was deleted; every log encrypted with it is lost.`),
  }), // KMS-02
  onKey(changeKeyPolicy, weakensPolicy), // KMS-03
  onKey(
    deleteKeyMaterial,
    each(
      ['DeleteImportedKeyMaterial', 'DeleteExpiredKeyMaterial'],
      says((target) => `The material of key ${target} is gone.`),
    ),
  ), // KMS-04
  onAlias(
    moveKeyAlias,
    each(
      ['UpdateAlias', 'DeleteAlias'],
      says((target) => `Alias ${target} no longer names the same key.`),
    ),
  ), // KMS-05
  onKeyStore(
    disconnectKeyStore,
    each(
      ['DisconnectCustomKeyStore', 'DeleteCustomKeyStore'],
      says((target) => `Key store ${target} is not connected.`),
    ),
  ), // KMS-06
  onKey(expireKeyMaterial, { ImportKeyMaterial: expiresMaterial }), // KMS-07
];

/** [D] ct-importkeymaterial; without a model KMS takes KEY_MATERIAL_EXPIRES and asks for an end. [D] API_ImportKeyMaterial */
function expiresMaterial({ request }: LogRecord, _: unknown, target: string): Effect {
  const model = text(field(request, 'expirationModel'));
  if (model === 'KEY_MATERIAL_DOES_NOT_EXPIRE') return none;
  const end = text(field(request, 'validTo'));
  return model || end
    ? harm(`Key ${target} was given material that ends${end ? ` on ${end}` : ''}.`)
    : unclear(`Key ${target} was given material; the record does not say whether it ends.`);
}

/** [D] create-kms-key-policy-for-cloudtrail */
const USES = ['kms:GenerateDataKey', 'kms:DescribeKey'];

function weakensPolicy({ request, accountId }: LogRecord, _: unknown, target: string): Effect {
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
