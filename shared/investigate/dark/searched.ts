import type { Span } from '../../domain/dark';
import type { Incident } from '../../domain/incident';
import { secondOf, unite } from './spans';

/** The time whose events are wanted, and how long CloudTrail may take to deliver them. */
export interface Search {
  /** Widened by the margin on both sides; nothing when nothing was blind. */
  readonly spans: readonly Span[];
  /** After this time no more events can arrive; absent while it is still blind. */
  readonly until?: string;
  readonly window: { readonly from: string; readonly to?: string };
  /** Nothing was blind: the search is for the actor's doings, and the margin is before only. */
  readonly lit?: true;
}

type Blind = Pick<Incident, 'windows' | 'blindSince'>;

/** Nothing when nothing was blind. Throws on a window whose times cannot be read, so that none is skipped silently. */
export function searched(
  { windows, blindSince }: Blind,
  marginMinutes: number,
): Search | undefined {
  const margin = marginMinutes * 60_000;
  const blind = [
    ...windows.map(({ from, to }) => ({ from: from.at, to: to?.at })),
    ...(blindSince ? [{ from: blindSince, to: undefined }] : []),
  ];
  const starts = blind.map(({ from }) => Date.parse(from));
  const ends = blind.map(({ to }) => (to === undefined ? FOREVER : Date.parse(to)));
  if (starts.length === 0) return undefined;
  const until = Math.max(...ends);
  const isOpen = until === FOREVER;
  return {
    spans: unite(
      starts.map((start, index) => ({
        from: secondOf(start - margin),
        to: secondOf(Math.min((ends[index] ?? FOREVER) + margin, FOREVER)),
      })),
    ),
    ...(!isOpen && { until: secondOf(until + margin) }),
    window: {
      from: new Date(Math.min(...starts)).toISOString(),
      ...(!isOpen && { to: new Date(until).toISOString() }),
    },
  };
}

/** Later than anything: the year 9000 sorts as text. */
const FOREVER = Date.UTC(9000, 0, 1);
