import { accountLook } from './account';
import { type ClosedWindow, isWithin } from './blind-window';
import type { IncidentRecord } from './incident-record';
import type { Reconciliation } from './reconciliation';

/**
 * An earlier incident, after a look of a later one found the subject whole: the look's findings, events and steps
 * belong to the later one. Dark time that the later incident accounts for (`later`) is not counted again.
 */
export function accountWhole(
  held: IncidentRecord,
  look: Reconciliation,
  {
    later,
    escalateAfter,
  }: { readonly later: readonly ClosedWindow[]; readonly escalateAfter: number },
): IncidentRecord {
  const { blindSince: since, blindSource: source = 'clock', ...rest } = held;
  const isElsewhere = since !== undefined && isWithin(since, later);
  const next = since && later.find(({ from }) => from.at > since);
  const until = next ? [{ from: { at: since, source }, to: next.from }] : [];
  const { left: _, ...found } = look;
  const nothing: Reconciliation = {
    ...found,
    ...(look.decision.kind !== 'retired' && { decision: { kind: 'compliant' } }),
    ...{ findings: [], techniques: [], tampering: [], taken: [] },
    ...{ windows: isElsewhere ? [] : until, outcome: 'unchanged', severity: held.severity },
  };
  const base = isElsewhere || next ? rest : held;
  return accountLook(base, nothing, { base, events: [], escalateAfter });
}
