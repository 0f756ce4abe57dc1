import { each, named, rowsOf, says } from '../../records/rows-of';
import { disconnectKeyStore } from './told';

const onKeyStore = rowsOf({
  source: 'kms.amazonaws.com',
  subject: 'keyStores',
  targets: named('customKeyStoreId'),
});

export const disconnectKeyStoreRecords = [
  onKeyStore(
    disconnectKeyStore,
    each(
      ['DisconnectCustomKeyStore', 'DeleteCustomKeyStore'],
      says((target) => `Key store ${target} is not connected.`),
    ),
  ),
];
