import { accountLook } from './account';
import { atMostWindows, type ClosedWindow, isWithin, measure, unite } from './blind-window';
import { type IncidentRecord, room } from './incident-record';
import type { Reconciliation } from './reconciliation';

/**
 * An earlier incident, after a look of a later incident found the subject whole: the look's findings, events and
 * steps belong to the later one. Dark time that the later incident accounts for (`later`) is not counted again.
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
    ...{ findings: [], techniques: [], tampering: [], taken: [], blindInPart: [] },
    ...{ windows: isElsewhere ? [] : until, outcome: 'unchanged', severity: held.severity },
  };
  const base = isElsewhere || next ? rest : held;
  return accountLook(base, nothing, { base, events: [], escalateAfter });
}

/** Without the dark time that a later incident also has: that incident tells it, with the caller who began it. */
export function withoutWindows(
  record: IncidentRecord,
  later: readonly ClosedWindow[],
): IncidentRecord {
  const { windows = [] } = record;
  const own = windows.filter(({ from }) => !isWithin(from.at, later));
  if (own.length === windows.length) return record;
  const less = measure(unite(windows)) - measure(unite(own));
  const gone = windows.filter((window) => !own.includes(window));
  const elsewhere = unite([...(record.windowsElsewhere ?? []), ...gone]);
  return {
    ...record,
    windows: own,
    windowsElsewhere: atMostWindows(elsewhere, room.windows),
    blindMs: Math.max(0, record.blindMs - less),
  };
}
