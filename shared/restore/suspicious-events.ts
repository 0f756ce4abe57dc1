import { ALTER_BASELINE, alterBaselineSeverity } from '../domain/altered-baseline';
import type { Finding } from '../domain/finding';
import { BECOME_GUARD, becomeGuardSeverity } from '../domain/impostor';
import { type EventSignal, succeeded } from '../domain/signal';
import type { Subject } from '../domain/subject';
import type { Severity } from '../domain/technique';
import { findTechnique, mayTamper, suspected } from '../tampering/catalogue';

/** The events that are tampering and took effect, each once even if it came several times, oldest first. */
export function tamperingAmong(events: readonly EventSignal[]): readonly EventSignal[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()]
    .filter((event) => succeeded(event) && mayTamper(event.evidence))
    .sort((one, other) => one.eventTime.localeCompare(other.eventTime));
}

/** The events that made the trail, each once; making one is no technique's call. */
export const creationsAmong = (
  { kind }: Pick<Subject, 'kind'>,
  events: readonly EventSignal[],
): readonly EventSignal[] => [
  ...new Map(
    events
      .filter((event) => kind === 'trail' && succeeded(event) && isCreation(event))
      .map((event) => [event.id, event]),
  ).values(),
];

const isCreation = ({ evidence }: EventSignal): boolean =>
  evidence.eventSource === 'cloudtrail.amazonaws.com' && evidence.eventName === 'CreateTrail';

/**
 * The techniques of the findings. Without findings, the techniques of those calls that can be one technique only. A
 * call that can be several names none of them, and counts towards the severity alone. Becoming one of our roles is
 * always named.
 */
export function namedIn(
  findings: readonly Finding[],
  events: readonly EventSignal[],
  impostor?: EventSignal,
): { readonly techniques: readonly string[]; readonly severity: Severity } {
  const found = findings.map(({ technique }) => technique);
  const calls = tamperingAmong(events).map(({ evidence }) => suspected(evidence));
  const certain = calls.flatMap(([one, another]) => (one && !another ? one.id : []));
  const andRole = (named: readonly string[]) => (impostor ? [BECOME_GUARD, ...named] : named);
  const techniques = [...new Set(andRole(found.length > 0 ? found : certain))];
  const feared = calls.flat().map(({ id }) => id);
  return { techniques, severity: worst(andRole(found.length > 0 ? found : feared)) };
}

/** A severity that is unknown counts as `high`. */
function worst(techniques: readonly string[]): Severity {
  const severities = techniques.map(severityOf);
  if (severities.includes('critical')) return 'critical';
  return severities.every((severity) => severity === 'medium') && severities.length > 0
    ? 'medium'
    : 'high';
}

const severityOf = (id: string): Severity | undefined => {
  if (id === ALTER_BASELINE) return alterBaselineSeverity;
  return id === BECOME_GUARD ? becomeGuardSeverity : findTechnique(id)?.severity;
};
