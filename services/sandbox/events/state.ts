import { createDeliveryFaults, type DeliveryFaults } from './delivery-faults';
import type { EventBus } from './event-bus';

export interface EventsState {
  /** By ARN. The default bus of an account and Region appears when it is first looked at. */
  readonly buses: Map<string, EventBus>;
  readonly faults: DeliveryFaults;
}

export function createEventsState(): EventsState {
  return { buses: new Map(), faults: createDeliveryFaults() };
}
