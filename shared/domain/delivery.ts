import type { Severity } from './technique';

/** The ways on which CloudTrail delivers a trail's records. */
export const deliveryWays = ['files', 'digests', 'logs', 'notifications'] as const;

export type DeliveryWay = (typeof deliveryWays)[number];

/** After how long without a delivery a person is told. */
export interface DeliveryThresholds {
  /** For log files; also how far log group and topic may be behind them. */
  readonly lateAfterMs: number;
  readonly digestLateAfterMs: number;
}

/** A trail says that it logs, and some of its records do not arrive: told, never put back. */
export interface DeliveryTrouble {
  /** `DLV-01`: our own ids, which are not in the catalogue of techniques. */
  readonly row: string;
  readonly severity: Severity;
  readonly sentence: string;
  /** What the error means, where to look, what to type: a line each. */
  readonly guidance: readonly string[];
}

/** The verdict of one look on a trail's deliveries. For a way in neither list there is none yet. */
export interface DeliveryProof {
  readonly troubles: readonly DeliveryTrouble[];
  /** Rows of the ways that deliver, or that the trail does not use. */
  readonly proven: readonly string[];
}

/** The key of the latest episode of one row on one trail, in an account's memory. */
export const deliveryKey = (row: string, trail: { readonly id: string }): string =>
  `delivery#${row}#${trail.id}`;
