import type { IncidentSummary } from '../domain/incident';
import type { When } from './configuration';

/** Whether an incident is one of those a rule speaks of. What a rule does not name, it does not ask. */
export function fits(when: When, incident: IncidentSummary): boolean {
  const { severity, state, technique, account, actor } = when;
  const { techniques, actors } = incident;
  return (
    (severity?.includes(incident.severity) ?? true) &&
    (state?.includes(incident.state) ?? true) &&
    (account?.includes(incident.accountId) ?? true) &&
    (technique?.some((id) => techniques.includes(id)) ?? true) &&
    // All of them: an attacker beside a known deployer is an attacker.
    (actor === undefined || (actors.length > 0 && actors.every((name) => isLike(actor, name))))
  );
}

const isLike = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => matches(pattern, name));

/** `*` stands for any text, everything else for itself. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
}
