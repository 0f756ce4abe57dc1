/**
 * Who did it, from where, with what: as much as the record says. Every field may be missing, and a
 * missing field never delays a restoration. Field meanings:
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
  /** Of a refused call: ARN of what it was aimed at; absent when the record does not say. */
  readonly aimedAt?: string;
  /** Of a refused call that a technique knows: ids of what it would have been, as far as its request tells. */
  readonly tried?: readonly string[];
  /** Absent where the event reached us; else it was found in Event history, as what fits best. */
  readonly certainty?: 'likely';
  readonly actor: Actor;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  /** The call was made for someone by this AWS service. */
  readonly invokedBy?: string;
}

export interface Actor {
  /** `userIdentity.type`, or `Unknown`. */
  readonly type: string;
  /** `userIdentity.arn`; else the principal id, the account, the service; else `unknown`. */
  readonly principal: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  /** Oldest link first: source identity, the role that was assumed, the session. One link when that is all the record says. */
  readonly chain: readonly string[];
}

/** One person's or role's every name under which an analyst may ask for incidents. */
export const actorNames = (actor: Actor): readonly string[] => [
  ...new Set([actor.principal, ...actor.chain]),
];
