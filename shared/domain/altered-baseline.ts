import type { Finding } from './finding';
import type { Subject } from './subject';
import type { Severity } from './technique';

/**
 * Rewriting the warden's idea of what is right, so that the warden carries out the attack (GRD-06). Not in the
 * catalogue: it is seen in the table, not in an account, on subjects of every kind, and no call that makes it is
 * forwarded (docs/decisions/0009-a-seal-on-every-baseline.md).
 */
export const ALTER_BASELINE = 'alter-baseline';

export const alterBaselineSeverity: Severity = 'critical';

/** `why` ends a sentence that begins with "its baseline is forged:". */
export const alteredBaseline = ({ kind, id }: Subject, why: string): Finding => ({
  technique: ALTER_BASELINE,
  part: 'baseline',
  expected: 'a baseline that the warden or its keeper sealed',
  actual: why,
  sentence: `The baseline of ${kind} ${id} was altered in the table: ${why}.`,
  healed: false,
});
