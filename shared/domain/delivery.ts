import type { Severity } from './technique';

/** On what ways CloudTrail delivers what a trail records. */
export const deliveryWays = ['files', 'digests', 'logs', 'notifications'] as const;

export type DeliveryWay = (typeof deliveryWays)[number];

/** How long nothing may arrive before a person is told. */
export interface DeliveryThresholds {
  /** Log files; also how far log group and topic may be behind them. */
  readonly lateAfterMs: number;
  readonly digestLateAfterMs: number;
}

/** A trail says that it logs, and something of it does not arrive: told, never put back. */
export interface DeliveryTrouble {
  /** `DLV-01`; ids of ours, no row of the catalogue of techniques. */
  readonly row: string;
  readonly severity: Severity;
  readonly sentence: string;
  /** What the error means, where to look, what to type: a line each. */
  readonly guidance: readonly string[];
}

/** What one look says of a trail's deliveries. What is in neither list cannot be said yet. */
export interface DeliveryProof {
  readonly troubles: readonly DeliveryTrouble[];
  /** Rows of the ways that deliver, or that the trail does not use. */
  readonly proven: readonly string[];
}

/** Under which the memory of an account has the latest episode of one row on one trail. */
export const deliveryKey = (row: string, trail: { readonly id: string }): string =>
  `delivery#${row}#${trail.id}`;
