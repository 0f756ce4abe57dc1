import { field, text } from '../../replay/json';
import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';
import { undoIn } from '../undo-in';

/** A key in a store that is not connected encrypts nothing. */
export const disconnectKeyStore: ReportedRow = {
  row: 'KMS-06',
  title: 'Disconnect a key store',
  severity: 'high',
  mitre: ['T1485', 'T1562'],
  notUndone: 'Whoever owns the hardware behind it may be at work on it, and only they can tell.',
  undo: {
    calls: { DisconnectCustomKeyStore: ['kms:ConnectCustomKeyStore'] },
    steps: (record) => {
      if (record.eventName !== 'DisconnectCustomKeyStore') return [];
      const CustomKeyStoreId = text(field(record.request, 'customKeyStoreId')) ?? '';
      const input = { CustomKeyStoreId };
      return undoIn(record, 'kms:ConnectCustomKeyStore', { on: CustomKeyStoreId, input });
    },
  },
  guidance: (facts) => {
    const store = facts.asked('customKeyStoreId', 'store-id');
    return [
      planned(
        facts,
        'Stores are disconnected for maintenance of the cluster, and connected again.',
      ),
      `What stands: ${inPlace(`aws kms describe-custom-key-stores --custom-key-store-id ${store}`, facts)}`,
      `Undo: ${inPlace(`aws kms connect-custom-key-store --custom-key-store-id ${store}`, facts)}; it takes up to 20 minutes.`,
      'Then see that deliveries go on: aws cloudtrail get-trail-status --name <trail-arn>; what waits is delivered for 30 days.',
      goesOn(facts),
    ];
  },
  drill: ({ keyArn }) => {
    const [, , , region = '', accountId = ''] = keyArn.split(':');
    return told({
      accountId,
      region,
      eventSource: 'kms.amazonaws.com',
      eventName: 'DisconnectCustomKeyStore',
      requestParameters: { customKeyStoreId: 'cks-1234567890abcdef0' },
    });
  },
};
