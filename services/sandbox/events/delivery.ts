import type { World } from '../core/service';
import type { Event, EventBus, Passage, Rule, Target } from './state';

/** One event on its way from a rule to one target. */
export interface Delivery {
  readonly rule: Rule;
  readonly target: Target;
  readonly event: Event;
  readonly passage: Passage;
}

/** Hands an event to the rules of a bus. A target may be a bus, so what delivers to targets is given it. */
export type Publish = (world: World, bus: EventBus, event: Event, passage: Passage) => void;

/** Why a target did not take the event: EventBridge's code, as it stands in the dead-letter message. */
export interface Failure {
  readonly code:
    | 'FAILED_TO_ASSUME_ROLE'
    | 'NO_PERMISSIONS'
    | 'NO_RESOURCE'
    | 'INVALID_PARAMETER'
    | 'THIRD_ACCOUNT_HOP_DETECTED'
    | 'THIRD_REGION_HOP_DETECTED';
  readonly message: string;
}
