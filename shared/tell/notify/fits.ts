import type { IncidentSummary } from '../../domain/incident';
import type { When } from './configuration';

/** Whether an incident fits a rule. A field that the rule does not name is not compared. */
export function fits(when: When, incident: IncidentSummary): boolean {
  const { severity, state, technique, account, actor } = when;
  const { techniques, actors } = incident;
  return (
    (severity?.includes(incident.severity) ?? true) &&
    (state?.includes(incident.state) ?? true) &&
    (account?.includes(incident.accountId) ?? true) &&
    (technique?.some((id) => techniques.includes(id)) ?? true) &&
    // All actors must fit: an attacker beside a known deployer is an attacker.
    (actor === undefined || (actors.length > 0 && actors.every((name) => isLike(actor, name))))
  );
}

const isLike = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => matches(pattern, name));

/**
 * `*` stands for any text, everything else for itself. Each part is searched behind the one before it and never
 * again. With a pattern as a regular expression, a long name could keep us busy for a minute.
 */
export function matches(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name === pattern;
  let at = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.startsWith(head) && name.endsWith(tail) && at <= name.length - tail.length;
}
