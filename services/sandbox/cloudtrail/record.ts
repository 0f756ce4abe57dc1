import { randomUUID } from 'node:crypto';
import type { Call, RecordPart, Service } from '../core/service';
import { recordSpelling } from './record-spelling';
import type { CloudTrailRecord } from './state';
import { userIdentity } from './user-identity';

export interface RecordedCall {
  readonly service: Service;
  readonly readOnly: boolean;
  /** Default: the action's name. */
  readonly eventName?: string;
  readonly call: Call;
  readonly part: RecordPart;
  /** Absent when the call succeeded. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly sharedEventId?: string;
}

/** The record CloudTrail writes of one management call [D cloudtrail-event-reference-record-contents]. */
export function cloudTrailRecord(recorded: RecordedCall): CloudTrailRecord {
  const { service, call, part, readOnly, error, sharedEventId } = recorded;
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(call.principal),
    eventTime: call.at.toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: service.eventSource,
    eventName: recorded.eventName ?? call.action,
    awsRegion: call.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent,
    ...(error && { errorCode: recordedCode(error.code), errorMessage: error.message }),
    requestParameters: requestParameters(recorded),
    responseElements: error ? null : (part.responseElements ?? null),
    ...(part.additionalEventData && { additionalEventData: part.additionalEventData }),
    requestID: call.requestId,
    eventID: randomUUID(),
    readOnly,
    ...(part.resources && { resources: part.resources }),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: call.accountId,
    ...(sharedEventId !== undefined && { sharedEventID: sharedEventId }),
    eventCategory: 'Management',
    tlsDetails: tlsDetails(service, call),
  };
}

/** Null on a denied call: the resource is then only in the message (techniques F12). */
function requestParameters({ service, call, part, error }: RecordedCall): unknown {
  const denied = error !== undefined && recordedCode(error.code) === 'AccessDenied';
  if (denied && !service.recordsDeniedParameters) return null;
  return part.requestParameters === undefined ? recordSpelling(call.input) : part.requestParameters;
}

/** Records say `AccessDenied` for each code of the protocols. */
function recordedCode(code: string): string {
  return ['AccessDeniedException', 'AuthorizationError'].includes(code) ? 'AccessDenied' : code;
}

/** The sandbox speaks plain HTTP; this is what the same call shows on AWS. */
function tlsDetails(service: Service, call: Call): Readonly<Record<string, string>> {
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: `${service.id}.${call.region}.amazonaws.com`,
  };
}
