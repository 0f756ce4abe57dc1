/**
 * What may go wrong with deliveries, for the tests: EventBridge promises neither once nor in order.
 * The numbers count deliveries from a rule to one of its targets, on any bus, and run down to 0.
 */
export interface DeliveryFaults {
  duplicateNext: number;
  dropNext: number;
  /** While set, deliveries are kept back until `releaseDeliveries`. */
  hold: boolean;
  readonly held: (() => void)[];
}

export function createDeliveryFaults(): DeliveryFaults {
  return { duplicateNext: 0, dropNext: 0, hold: false, held: [] };
}

/** Stops holding and lets go of what was held, in order or the other way round. */
export function releaseDeliveries(
  faults: DeliveryFaults,
  order: 'in order' | 'reversed' = 'in order',
): void {
  faults.hold = false;
  const held = faults.held.splice(0);
  for (const deliver of order === 'reversed' ? held.reverse() : held) deliver();
}
