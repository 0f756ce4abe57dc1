import type { Service } from '../core/service';
import { cancelKeyDeletion } from './actions/cancel-key-deletion';
import { connectCustomKeyStore } from './actions/connect-custom-key-store';
import { createAlias } from './actions/create-alias';
import { createCustomKeyStore } from './actions/create-custom-key-store';
import { createKey } from './actions/create-key';
import { deleteAlias } from './actions/delete-alias';
import { deleteImportedKeyMaterial } from './actions/delete-imported-key-material';
import { describeCustomKeyStores } from './actions/describe-custom-key-stores';
import { describeKey } from './actions/describe-key';
import { disableKey } from './actions/disable-key';
import { disableKeyRotation } from './actions/disable-key-rotation';
import { disconnectCustomKeyStore } from './actions/disconnect-custom-key-store';
import { enableKey } from './actions/enable-key';
import { enableKeyRotation } from './actions/enable-key-rotation';
import { generateMac } from './actions/generate-mac';
import { getKeyPolicy } from './actions/get-key-policy';
import { getKeyRotationStatus } from './actions/get-key-rotation-status';
import { listAliases } from './actions/list-aliases';
import { listKeys } from './actions/list-keys';
import { listResourceTags } from './actions/list-resource-tags';
import { putKeyPolicy } from './actions/put-key-policy';
import { scheduleKeyDeletion } from './actions/schedule-key-deletion';
import { tagResource } from './actions/tag-resource';
import { untagResource } from './actions/untag-resource';
import { updateAlias } from './actions/update-alias';
import { verifyMac } from './actions/verify-mac';

/** Key management and MACs. Nothing is encrypted here: a key says who may, and whether at all. */
export const kmsService: Service = {
  id: 'kms',
  eventSource: 'kms.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'TrentService' },
  actions: {
    CancelKeyDeletion: cancelKeyDeletion,
    ConnectCustomKeyStore: connectCustomKeyStore,
    CreateAlias: createAlias,
    CreateCustomKeyStore: createCustomKeyStore,
    CreateKey: createKey,
    DeleteAlias: deleteAlias,
    DeleteImportedKeyMaterial: deleteImportedKeyMaterial,
    DescribeCustomKeyStores: describeCustomKeyStores,
    DescribeKey: describeKey,
    DisableKey: disableKey,
    DisableKeyRotation: disableKeyRotation,
    DisconnectCustomKeyStore: disconnectCustomKeyStore,
    EnableKey: enableKey,
    EnableKeyRotation: enableKeyRotation,
    GenerateMac: generateMac,
    GetKeyPolicy: getKeyPolicy,
    GetKeyRotationStatus: getKeyRotationStatus,
    ListAliases: listAliases,
    ListKeys: listKeys,
    ListResourceTags: listResourceTags,
    PutKeyPolicy: putKeyPolicy,
    ScheduleKeyDeletion: scheduleKeyDeletion,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    VerifyMac: verifyMac,
  },
};
