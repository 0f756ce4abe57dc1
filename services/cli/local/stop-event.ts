import { randomUUID } from 'node:crypto';
import type { Subject } from '../../../shared/domain/subject';

type Trail = Subject<'trail'>;

/** The body EventBridge would put on the queue for one StopLogging; the trail is not touched. */
export const stopEvent = (trail: Trail): string => eventOf(trail, stopOf(trail));

/** The same call, refused to a role session of this name. */
export const refusedStopEvent = (trail: Trail, sessionName: string): string =>
  eventOf(trail, {
    ...stopOf(trail),
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${sessionName}`,
      arn: `arn:aws:sts::${trail.accountId}:assumed-role/Visitor/${sessionName}`,
      accountId: trail.accountId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE',
          arn: `arn:aws:iam::${trail.accountId}:role/Visitor`,
          accountId: trail.accountId,
          userName: 'Visitor',
        },
      },
    },
    errorCode: 'AccessDenied',
    errorMessage: `User: ${sessionName} is not authorized to perform: cloudtrail:StopLogging`,
  });

/** A DeleteStack in the trail's account; CloudFormation takes any name and records it. */
export const deletedStackEvent = (trail: Trail, stackName: string): string =>
  eventOf(trail, {
    eventSource: 'cloudformation.amazonaws.com',
    eventName: 'DeleteStack',
    requestParameters: { stackName },
  });

const stopOf = ({ id }: Trail) => ({
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  requestParameters: { name: id },
});

interface Call {
  readonly eventSource: string;
  readonly eventName: string;
  readonly [field: string]: unknown;
}

function eventOf({ accountId, region }: Trail, call: Call): string {
  const time = new Date().toISOString();
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${call.eventSource.split('.')[0]}`,
    account: accountId,
    time,
    region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::${accountId}:user/mallory`,
        accountId,
      },
      eventTime: time,
      awsRegion: region,
      sourceIPAddress: '203.0.113.7',
      responseElements: null,
      eventID: randomUUID(),
      recipientAccountId: accountId,
      ...call,
    },
  });
}
