import type { IncidentSummary } from '../../domain/incident';
import type { Notice, Transition } from '../../domain/notification';
import type { Configuration } from './configuration';
import { route } from './route';

/** One notice for each channel that is to tell this transition. */
export const planNotices = (
  transition: Transition,
  incident: IncidentSummary,
  { configuration, now }: { readonly configuration: Configuration; readonly now: Date },
): readonly Notice[] =>
  route(transition, incident, configuration).map((channel) => ({
    ...transition,
    channel,
    severity: incident.severity,
    accountId: incident.accountId,
    plannedAt: now.toISOString(),
    nextAt: now.toISOString(),
    attempts: 0,
    unsure: false,
  }));
