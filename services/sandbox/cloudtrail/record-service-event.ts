import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { trailsRecording } from './coverage';
import { deliverRecord } from './deliver-record';
import type { CloudTrailRecord } from './state';

export interface RecordedServiceEvent {
  /** Whose history it enters; there was no call. */
  readonly accountId: string;
  readonly region: string;
  /** e.g. `organizations.amazonaws.com` */
  readonly eventSource: string;
  /** e.g. `CloseAccountResult` */
  readonly eventName: string;
  readonly serviceEventDetails: unknown;
  readonly resources?: readonly unknown[];
}

/**
 * Writes what AWS itself did into the event history, and onto the default bus as `AWS Service Event
 * via CloudTrail` while a trail covers the place [D non-api-aws-service-events].
 */
export function recordServiceEvent(world: World, event: RecordedServiceEvent): void {
  const { accountId, region, eventSource } = event;
  const trails = trailsRecording(world, accountId, region, { eventSource, readOnly: false });
  deliverRecord(world, { record: serviceEventRecord(world, event), accountId, region, trails });
}

/** Shaped as CloseAccountResult in [D] orgs_security_incident-response. */
function serviceEventRecord(world: World, event: RecordedServiceEvent): CloudTrailRecord {
  const { accountId, region, eventSource, eventName, serviceEventDetails, resources } = event;
  return {
    eventVersion: '1.11',
    userIdentity: { accountId, invokedBy: eventSource },
    eventTime: world
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: eventSource,
    userAgent: eventSource,
    requestParameters: null,
    responseElements: null,
    eventID: randomUUID(),
    readOnly: false,
    ...(resources && { resources }),
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: accountId,
    serviceEventDetails,
    eventCategory: 'Management',
  };
}
