import { randomUUID } from 'node:crypto';
import { lowered } from '../core/input';
import type { Principal } from '../core/principal';
import type { Call, Output, RecordPart, Service } from '../core/service';
import type { CloudTrailRecord } from './state';

interface RecordedCall {
  readonly service: Service;
  readonly readOnly: boolean;
  /** Default: the action's name. */
  readonly eventName?: string | undefined;
  readonly call: Call;
  readonly part: RecordPart;
  /** Absent when the call succeeded. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
  readonly sharedEventId?: string | undefined;
}

/** The record CloudTrail writes of one management call [D cloudtrail-event-reference-record-contents]. */
export function cloudTrailRecord(recorded: RecordedCall): CloudTrailRecord {
  const { service, call, part, readOnly, error, sharedEventId } = recorded;
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(call.principal),
    eventTime: seconds(call.at),
    eventSource: service.eventSource,
    eventName: recorded.eventName ?? call.action,
    awsRegion: call.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent,
    ...(error && {
      errorCode: service.recordedCode?.(error.code) ?? recordedCode(error.code),
      errorMessage: error.message,
    }),
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

/** Request members as records spell them: first letter lowered, all the way down; nothing at all is null. */
export function recordSpelling(input: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(input).length === 0 ? null : spelled(input);
}

function spelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [lowered(key), spelled(one)]),
  );
}

/** Records of CreateTrail, UpdateTrail and PutEventSelectors carry the resulting trail (techniques F10). */
export function resultInRecord(_call: Call, output: Output | undefined): RecordPart {
  return { responseElements: output ? recordSpelling(output) : null };
}

type Identity = Readonly<Record<string, unknown>>;

/** `userIdentity` as the caller's own account sees it [D cloudtrail-event-reference-user-identity]. */
function userIdentity(principal: Principal): Identity {
  if (principal.kind === 'service') return { type: 'AWSService', invokedBy: principal.service };
  const { accountId, arn, accessKeyId } = principal;
  if (principal.kind === 'root') {
    return { type: 'Root', principalId: accountId, arn, accountId, accessKeyId };
  }
  if (principal.kind === 'user') {
    const { userId: principalId, userName } = principal;
    return { type: 'IAMUser', principalId, arn, accountId, accessKeyId, userName };
  }
  return {
    type: 'AssumedRole',
    principalId: `${principal.roleId}:${principal.sessionName}`,
    arn,
    accountId,
    accessKeyId,
    sessionContext: sessionContext(principal),
  };
}

/** What another account learns of the caller: which account, which principal, no name. */
export function foreignIdentity(principal: Principal): Identity {
  const { principalId } = userIdentity(principal);
  return { type: 'AWSAccount', principalId, accountId: principal.accountId };
}

function sessionContext(session: Extract<Principal, { readonly kind: 'assumed-role' }>): Identity {
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: session.roleId,
      arn: session.roleArn,
      accountId: session.accountId,
      userName: session.roleName,
    },
    attributes: { creationDate: seconds(session.createdAt), mfaAuthenticated: 'false' },
    ...(session.sourceIdentity !== undefined && { sourceIdentity: session.sourceIdentity }),
    ...(session.instance !== undefined && { ec2RoleDelivery: '2.0' }),
  };
}

export function seconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
