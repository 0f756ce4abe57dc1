/**
 * Why AWS did not do what was asked. `shared/aws/classify.ts` turns every SDK error into one of these, once. ARNs
 * and messages of AWS stay out, the code stays in.
 */
export const obstacleKinds = [
  'denied', // not allowed: our role is missing, its policy too narrow, or an SCP forbids it
  'throttled', // a quota; the same call may succeed in seconds
  'conflict', // AWS is still busy with an earlier change ("wait a few minutes")
  'unreachable', // no answer: time-out, connection, 5xx
  'rejected', // AWS understood and will never accept this call
] as const;

export type ObstacleKind = (typeof obstacleKinds)[number];

export interface Obstacle {
  readonly kind: ObstacleKind;
  /** AWS's error code, or Node's (`ECONNREFUSED`). */
  readonly code: string;
  /** The call that met it, as IAM spells it: `sts:AssumeRole`. */
  readonly call: string;
}

export const describeObstacle = ({ kind, code, call }: Obstacle): string =>
  `${call} was ${wording[kind]} (${code})`;

/** Why nothing can be decided. */
export const describeUnread = (why: Obstacle): string =>
  `It could not be read: ${describeObstacle(why)}.`;

const wording: Record<ObstacleKind, string> = {
  denied: 'denied',
  throttled: 'throttled',
  conflict: 'refused because an earlier change is still in progress',
  unreachable: 'not answered',
  rejected: 'rejected',
};
