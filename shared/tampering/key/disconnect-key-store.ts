import { field, text } from '../../record/json';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { undoIn } from '../reported/undo-in';

/** A key in a store that is not connected encrypts nothing. */
export const disconnectKeyStore: ToldRow = {
  row: 'KMS-06',
  title: 'Disconnect a key store',
  severity: 'high',
  mitre: ['T1485', 'T1562'],
  notUndone: 'The owner of the hardware behind it may be at work on it, and only they can tell.',
  undo: {
    calls: { DisconnectCustomKeyStore: ['kms:ConnectCustomKeyStore'] },
    steps: (record) => {
      if (record.eventName !== 'DisconnectCustomKeyStore') return [];
      const CustomKeyStoreId = text(field(record.request, 'customKeyStoreId')) ?? '';
      const input = { CustomKeyStoreId };
      return undoIn(record, 'kms:ConnectCustomKeyStore', { on: CustomKeyStoreId, input });
    },
  },
  planned: 'Stores are disconnected for maintenance of the cluster, and connected again.',
  toDo: (facts) => {
    const store = facts.asked('customKeyStoreId', 'store-id');
    const connect = (id: string) =>
      `aws kms connect-custom-key-store --custom-key-store-id ${id} --region {region}`;
    return {
      'What stands, in {accountId}': 'aws kms describe-custom-key-stores --region {region}',
      ...(facts.eventName === 'DeleteCustomKeyStore'
        ? {
            'Undo, with the cluster, certificate and password it had (an external store with its proxy)':
              'aws kms create-custom-key-store --custom-key-store-name <name> --cloud-hsm-cluster-id <cluster-id> --key-store-password <password> --trust-anchor-certificate file://customerCA.crt --region {region}',
            'Then connect it, which takes up to 20 minutes': connect('<new-store-id>'),
          }
        : { 'Undo, which takes up to 20 minutes': connect(store) }),
      'Then see that deliveries go on; what waits is delivered for 30 days':
        'aws cloudtrail get-trail-status --name <trail-arn> --region {region}',
    };
  },
  drill: telling('key', 'kms:DisconnectCustomKeyStore', () => ({
    customKeyStoreId: 'cks-1234567890abcdef0',
  })),
};
