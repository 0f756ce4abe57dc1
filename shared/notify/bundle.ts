import type { Notice } from '../domain/notification';

/** What is told at once: the notices of one incident, oldest first. */
export interface Bundle {
  readonly incidentId: string;
  readonly notices: readonly [Notice, ...Notice[]];
}

/**
 * What a channel may tell now, oldest incident first. An incident of which anything waits for its next
 * try is left out as a whole: what came later is never told before what came earlier.
 */
export function bundle(pending: readonly Notice[], now: Date): readonly Bundle[] {
  const byIncident = new Map<string, [Notice, ...Notice[]]>();
  for (const notice of pending.toSorted(inOrder)) {
    const known = byIncident.get(notice.incidentId);
    if (known) known.push(notice);
    else byIncident.set(notice.incidentId, [notice]);
  }
  const at = now.toISOString();
  return [...byIncident]
    .filter(([, notices]) => notices.every(({ nextAt }) => nextAt <= at))
    .map(([incidentId, notices]) => ({ incidentId, notices }));
}

const inOrder = (one: Notice, other: Notice): number =>
  one.plannedAt.localeCompare(other.plannedAt) || one.revision - other.revision;

/**
 * Bundles as messages. Where people read, a storm is one message; where machines read and tickets are
 * kept, each transition of each incident is one.
 */
export function gather(
  bundles: readonly Bundle[],
  { gathers, from }: { readonly gathers: boolean; readonly from: number },
): readonly (readonly Bundle[])[] {
  if (gathers) return bundles.length >= from ? [bundles] : bundles.map((one) => [one]);
  return bundles.flatMap(({ incidentId, notices }) =>
    notices.map((notice) => [{ incidentId, notices: [notice] as const }]),
  );
}
