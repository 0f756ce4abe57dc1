import type { IncidentSummary } from '../../shared/domain/incident';
import type { Notice, Transition } from '../../shared/domain/notification';
import type { Configuration } from '../../shared/tell/notify/configuration';
import { planNotices } from '../../shared/tell/notify/plan-notices';

export const noticesOf = (
  { configuration, now }: { readonly configuration: Configuration; readonly now: () => Date },
  transition: Transition,
  incident: IncidentSummary,
): readonly Notice[] => planNotices(transition, incident, { configuration, now: now() });

/** Writes the notices down; returns how many are new. */
export async function planAll(
  { plan }: { readonly plan: (notice: Notice) => Promise<boolean> },
  notices: readonly Notice[],
): Promise<number> {
  const written = await Promise.all(notices.map(plan));
  return written.filter((isNew) => isNew).length;
}
