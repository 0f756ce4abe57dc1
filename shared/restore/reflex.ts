import { exemptionInForce } from '../domain/exemption';
import type { Memory } from '../domain/memory';
import type { Runbook } from '../domain/runbook';
import type { EventSignal } from '../domain/signal';
import type { Step } from '../domain/step';
import { type Subject, subjectKey } from '../domain/subject';
import { runbooks } from './runbooks/catalogue';

/**
 * The one step that may leave before anything is read: a baseline says what must be, no planned change is
 * declared, and an event says it was just undone. Nothing when any of the three is missing.
 */
export function reflexFor(
  subject: Subject,
  events: readonly EventSignal[],
  memory: Memory,
  now: string,
): Step | undefined {
  const key = subjectKey(subject);
  if (memory.kind !== 'known' || exemptionInForce(memory.exemptions, key, now)) return undefined;
  const baseline = memory.subjects[key]?.baseline;
  if (!baseline || baseline.retired) return undefined;
  // An account's word counts for its own subjects only; anyone else's is a reason to look first.
  const own = events.filter((event) => event.accountId === subject.accountId);
  const remedies: readonly Runbook[] = runbooks[subject.kind];
  for (const runbook of remedies) {
    for (const event of own) {
      const step = runbook.reflex?.(event, baseline);
      if (step) return step;
    }
  }
  return undefined;
}
