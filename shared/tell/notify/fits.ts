import type { IncidentSummary } from '../../domain/incident';
import { isLike } from '../../investigate/contacts/is-like';
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
    (actor === undefined ||
      (actors.length > 0 && actors.every((name) => actor.some((one) => isLike(one, name)))))
  );
}
