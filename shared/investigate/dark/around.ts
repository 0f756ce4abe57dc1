import type { Incident } from '../../domain/incident';
import type { Search } from './searched';
import { secondOf } from './spans';
import { suspectIn } from './whose';

type Lit = Pick<
  Incident,
  'openedAt' | 'lastSeenAt' | 'restoredAt' | 'timeline' | 'state' | 'severity'
> &
  Pick<Incident, 'guidance' | 'evidence' | 'lineage'>;

/**
 * Where nothing was blind: what the same identity did just before and until it was put back. Nothing when
 * the identity is unknown, or when it is not worth the requests.
 */
export function around(incident: Lit, marginMinutes: number): Search | undefined {
  if (!isKnown(incident) || !isWorthIt(incident)) return undefined;
  const { openedAt, lastSeenAt, restoredAt, timeline } = incident;
  const calls = timeline.filter(({ kind }) => kind === 'tampered' || kind === 'attempted');
  const from = Math.min(Date.parse(openedAt), ...calls.map(({ at }) => Date.parse(at)));
  const to = Math.max(from, Date.parse(restoredAt ?? lastSeenAt));
  return {
    spans: [{ from: secondOf(from - marginMinutes * 60_000), to: secondOf(to) }],
    until: secondOf(to),
    window: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    lit: true,
  };
}

/** A `medium` incident that AWS refused, or that is told and not undone, is common and harmless. */
const isWorthIt = ({ state, guidance, severity }: Lit): boolean =>
  (state !== 'attempted' && guidance === undefined) || severity !== 'medium';

function isKnown(incident: Lit): boolean {
  const { principals, accessKeyId, sourceIp } = suspectIn(incident);
  return principals.length > 0 || accessKeyId !== undefined || sourceIp !== undefined;
}
