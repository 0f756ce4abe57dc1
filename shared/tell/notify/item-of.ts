import type { Incident } from '../../domain/incident';
import type { Notice } from '../../domain/notification';
import type { Bundle } from './bundle';
import type { Courier } from './courier-ports';
import { endingOf } from './ending-of';
import type { LetterItem } from './letter';

/**
 * One incident as a letter holds it, its tries marked as begun. Nothing when another courier tells it, when it is
 * gone, or when it cannot be read, which must not hold up the others.
 */
export async function itemOf(
  courier: Courier,
  { incidentId, notices }: Bundle,
  nextAt: string,
): Promise<LetterItem | undefined> {
  const read = await readIncident(courier, incidentId);
  if (read.kind === 'unreadable') {
    for (const notice of notices) await postpone(courier, notice, { nextAt, why: read.why });
    return undefined;
  }
  const { incident } = read;
  const at = courier.now().toISOString();
  const begun: Notice[] = [];
  for (const notice of notices) {
    const why = 'its incident is not in the table any more';
    if (!incident) await courier.end(notice, { kind: 'dead', why, at });
    else if (isStale(notice, incident)) await courier.end(notice, { kind: 'sent', at });
    else begun.push(...[await courier.begin(notice, nextAt)].filter((one) => one !== undefined));
  }
  const [first, ...others] = begun;
  if (!incident || !first) return undefined;
  const { securityAccountId, reminded, docs } = courier.rules;
  return {
    incident,
    notices: [first, ...others],
    at,
    ...(docs && { docs }),
    ...(reminded && { reminded: reminded(incident, courier.now()) }),
    ...(securityAccountId && { securityAccountId }),
  };
}

type Read =
  | { readonly kind: 'read'; readonly incident: Incident | undefined }
  | { readonly kind: 'unreadable'; readonly why: string };

const readIncident = ({ incident }: Courier, id: string): Promise<Read> =>
  incident(id).then(
    (found): Read => ({ kind: 'read', incident: found }),
    (error: unknown): Read => ({
      kind: 'unreadable',
      why: `its incident could not be read (${error instanceof Error ? error.name : 'unknown'})`,
    }),
  );

async function postpone(
  courier: Courier,
  notice: Notice,
  { nextAt, why }: { readonly nextAt: string; readonly why: string },
): Promise<void> {
  const begun = await courier.begin(notice, nextAt);
  if (begun) await courier.end(begun, endingOf(begun, { kind: 'again', why }, courier));
}

/** A reminder that was answered in the meantime. */
const isStale = ({ kind }: Notice, { acknowledged }: Incident): boolean =>
  kind === 'reminder' && acknowledged;
