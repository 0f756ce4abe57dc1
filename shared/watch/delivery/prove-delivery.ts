import {
  type DeliveryProof,
  type DeliveryThresholds,
  type DeliveryTrouble,
  type DeliveryWay,
  deliveryWays,
} from '../../domain/delivery';
import { exemptionInForce } from '../../domain/exemption';
import type { Memory } from '../../domain/memory';
import { isSeenOf } from '../../domain/observation';
import { isPlannedChange } from '../../domain/pause';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import type { TrailState } from '../../domain/trail';
import { deliveryGuidance } from './guidance';
import { isTrouble, judgeDelivery, type Verdict } from './judge-delivery';
import { deliveryRows } from './rows';

/**
 * The verdict of a look on a trail's deliveries. There is none unless the trail is as it must be: what keeps it from
 * logging is told first, and a planned change may well interrupt deliveries. It is a separate part of the bundle
 * (docs/decisions/0014-a-bundle-in-parts.md).
 */
export function proveDelivery(
  look: Pick<Reconciliation, 'subject' | 'decision' | 'observation' | 'memory'>,
  memory: Memory,
  thresholds: DeliveryThresholds,
): DeliveryProof | undefined {
  const { observation, decision } = look;
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return undefined;
  if (decision.kind !== 'compliant' || isExempt(look, memory)) return undefined;
  const { state, subject, observedAt: now } = observation;
  const since = sinceOf(state, look);
  const verdicts = judgeDelivery(state, { now, thresholds, ...(since && { since }) });
  return {
    troubles: deliveryWays.flatMap((way): DeliveryTrouble[] => {
      const verdict = verdicts[way];
      if (!isTrouble(verdict)) return [];
      const { row, severity } = deliveryRows[way];
      const error = verdict.kind === 'failing' ? verdict.error : undefined;
      const guidance = deliveryGuidance(way, subject, state.settings, error);
      return [{ row, severity, sentence: sentenceOf(way, state, verdict), guidance }];
    }),
    proven: deliveryWays
      .filter((way) => ['proven', 'unused'].includes(verdicts[way].kind))
      .map((way) => deliveryRows[way].row),
  };
}

const isExempt = (
  { subject, observation }: Pick<Reconciliation, 'subject' | 'observation'>,
  memory: Memory,
): boolean =>
  memory.kind === 'known' &&
  exemptionInForce(
    memory.exemptions.filter(isPlannedChange),
    subjectKey(subject),
    observation.observedAt,
  ) !== undefined;

/** When it was started, captured, or put back: what it did not deliver before was told then. */
const sinceOf = (
  { status }: TrailState,
  { memory }: Pick<Reconciliation, 'memory'>,
): string | undefined =>
  [status.startedAt?.at, memory.baseline?.capturedAt, memory.episode?.lastSeenAt]
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);

function sentenceOf(
  way: DeliveryWay,
  { settings: { name } }: TrailState,
  verdict: Extract<Verdict, { kind: 'failing' | 'late' }>,
): string {
  const { what, target, means } = deliveryRows[way];
  const last = verdict.lastAt ? `the last came at ${verdict.lastAt}` : 'none ever came';
  const how =
    verdict.kind === 'failing'
      ? `cannot be delivered to its ${target} (${verdict.error})`
      : `do not arrive in its ${target}, and AWS names no error`;
  return `Trail ${name} logs. ${what} ${how}; ${last}. ${means}`;
}
