import type { Configuration } from '../configuration';

/** An empty configuration turns notifications off. Kept and given back; nothing is notified. */
export const notification: Configuration = {
  name: 'notification',
  root: 'NotificationConfiguration',
  get: {
    action: 'GetBucketNotificationConfiguration',
    permission: 'GetBucketNotification',
    eventName: 'GetBucketNotification',
  },
  put: {
    action: 'PutBucketNotificationConfiguration',
    permission: 'PutBucketNotification',
    eventName: 'PutBucketNotification',
    headers: { 'x-amz-skip-destination-validation': 'SkipDestinationValidation' },
  },
  absent: () => ({}),
  accept: (written) => written,
};
