import { randomUUID } from 'node:crypto';
import type { Subject } from '../../../shared/domain/subject';

/** The body EventBridge would put on the queue for one StopLogging; the trail is not touched. */
export function stopEvent(trail: Subject<'trail'>): string {
  const time = new Date().toISOString();
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cloudtrail',
    account: trail.accountId,
    time,
    region: trail.region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::${trail.accountId}:user/mallory`,
        accountId: trail.accountId,
      },
      eventTime: time,
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: trail.region,
      sourceIPAddress: '203.0.113.7',
      requestParameters: { name: trail.id },
      responseElements: null,
      eventID: randomUUID(),
      recipientAccountId: trail.accountId,
    },
  });
}
