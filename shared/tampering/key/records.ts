import type { Row } from '../../record/row';
import { changeKeyPolicyRecords } from './change-key-policy/record';
import { deleteKeyMaterialRecords } from './delete-key-material/record';
import { destroyKeyRecords } from './destroy-key/record';
import { disableKeyRecords } from './disable-key/record';
import { disconnectKeyStoreRecords } from './disconnect-key-store/record';
import { expireKeyMaterialRecords } from './expire-key-material/record';
import { moveKeyAliasRecords } from './move-key-alias/record';
import { scheduleKeyDeletionRecords } from './schedule-key-deletion/record';

export const keyRecords: readonly Row[] = [
  ...disableKeyRecords, // KMS-01
  ...scheduleKeyDeletionRecords, // KMS-02
  ...destroyKeyRecords, // KMS-02
  ...changeKeyPolicyRecords, // KMS-03
  ...deleteKeyMaterialRecords, // KMS-04
  ...moveKeyAliasRecords, // KMS-05
  ...disconnectKeyStoreRecords, // KMS-06
  ...expireKeyMaterialRecords, // KMS-07
];
