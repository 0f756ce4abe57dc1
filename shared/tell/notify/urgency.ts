import type { IncidentSummary } from '../../domain/incident';
import type { Configuration } from './configuration';
import { fits } from './fits';

/** When a person must look at an incident. */
type Urgency = 'now' | 'today' | 'never';

/**
 * The operators' rules first, and of these the first that fits; then ours. An incident that cannot be undone or that
 * made an account blind is looked at now; one that was put back at once, or that AWS refused, today.
 */
export function urgencyOf(
  incident: IncidentSummary,
  { look }: Pick<Configuration, 'look'>,
): Urgency {
  const rule = look.find(({ when }) => fits(when, incident));
  if (rule) return rule.a;
  const { state, severity } = incident;
  if (state === 'open' || state === 'escalated') return 'now';
  if (state === 'attempted') return 'today';
  return severity === 'medium' ? 'today' : 'now';
}
