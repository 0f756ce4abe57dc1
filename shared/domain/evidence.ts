/**
 * Who did it, from where, with what, as far as the record says. Every field may be missing, and a missing field
 * never delays a restoration. Field meanings:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export interface Evidence {
  /** The event's own id (a GUID), unique per recorded call. */
  readonly eventId?: string;
  /** When the call was made, by AWS's clock, ISO; absent on incidents of older versions. */
  readonly eventTime?: string;
  /** `cloudtrail.amazonaws.com` */
  readonly eventSource: string;
  readonly eventName: string;
  /** Absent when the call succeeded. */
  readonly errorCode?: string;
  /** ARN of the target of a refused call; absent when the record does not name it. */
  readonly aimedAt?: string;
  /** Ids of the techniques that a refused call would have been, as far as its request tells. */
  readonly tried?: readonly string[];
  /** Absent where the event reached us; otherwise it is the best match from Event history. */
  readonly certainty?: 'likely';
  readonly actor: Actor;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  /** The AWS service that made the call on a caller's behalf. */
  readonly invokedBy?: string;
}

export interface Actor {
  /** `userIdentity.type`, or `Unknown`. */
  readonly type: string;
  /** `userIdentity.arn`; else the principal id, the account, the service; else `unknown`. */
  readonly principal: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  /** Oldest link first: source identity, the assumed role, the session. One link when the record says no more. */
  readonly chain: readonly string[];
}

/** Every name of a person or role under which an analyst may ask for incidents. */
export const actorNames = (actor: Actor): readonly string[] => [
  ...new Set([actor.principal, ...actor.chain]),
];
