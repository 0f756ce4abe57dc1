import type { Resource } from '../core/place';
import type { PolicyDocument } from '../iam/policy-document';
import { createDeliveryFaults, type DeliveryFaults } from './delivery-faults';
import type { Pattern } from './pattern/pattern';

export interface EventsState {
  /** By ARN. The default bus of an account and Region appears when it is first looked at. */
  readonly buses: Map<string, EventBus>;
  readonly faults: DeliveryFaults;
}

export function createEventsState(): EventsState {
  return { buses: new Map(), faults: createDeliveryFaults() };
}

/**
 * An event as EventBridge delivers it. Account and Region stay those of its origin; a hop into another Region
 * gives it a new id and time.
 */
export interface Event {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Which kinds of hop an event has made; EventBridge takes it over each kind only once, in any order. */
export interface Passage {
  /** To a bus of the same Region, of any account. */
  readonly forwarded: boolean;
  readonly crossedRegion: boolean;
}

export function eventTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export interface EventBus extends Resource {
  readonly createdAt: Date;
  modifiedAt: Date;
  /** By name. */
  readonly rules: Map<string, Rule>;
  readonly tags: Map<string, string>;
  policy: BusPolicy | undefined;
  /** As CreateEventBus or UpdateEventBus put them; kept and given back without effect. */
  settings?: BusSettings;
}

export interface BusSettings {
  readonly Description?: string;
  /** ARN of the key or of its alias. */
  readonly KmsKeyIdentifier?: string;
  readonly DeadLetterConfig?: { readonly Arn: string } | undefined;
}

/** What `events/bus-policy.ts` puts and reads. */
export interface BusPolicy {
  /** As it was put; accounts are the ARNs of their roots. */
  readonly document: PolicyDocument;
  /** The ids that the roles and users it names had then, by ARN. */
  readonly ids: ReadonlyMap<string, string>;
}

export const ruleStates = [
  'ENABLED',
  'DISABLED',
  'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
] as const;

export type RuleState = (typeof ruleStates)[number];

export interface Rule extends Resource {
  readonly busName: string;
  readonly description: string | undefined;
  /** The JSON text as it was given; absent for a rule that has only a schedule. */
  readonly eventPattern: string | undefined;
  /** What it means; without a text it matches nothing. */
  readonly pattern: Pattern;
  /** `keepSchedules` keeps this time where it was asked to; `fireSchedule` fires by hand. */
  readonly scheduleExpression: string | undefined;
  readonly state: RuleState;
  readonly roleArn: string | undefined;
  /** By target id. */
  readonly targets: Map<string, Target>;
  readonly tags: Map<string, string>;
}

/** Where a rule sends what it matches, in the API's spelling. */
export interface Target {
  readonly Id: string;
  /** An event bus, an SQS queue, or of a schedule a function; other kinds are refused when the target is put. */
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: {
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
  };
  /** `MessageGroupId` is a text, or a path into the event such as `$.account`. */
  readonly SqsParameters?: { readonly MessageGroupId?: string };
}
