import type { Incident } from '../../domain/incident';
import type { ChainReport } from './report';
import type { Window } from './window';

/** The fields of an incident on the trail that tell which time it accounts for. */
export type TellingIncident = Pick<
  Incident,
  'id' | 'techniques' | 'openedAt' | 'restoredAt' | 'blindSince' | 'windows'
>;

/**
 * Which incidents account for each window: an empty list says that it was never told. A digest speaks
 * of an hour, so an incident speaks for an hour before and after its own times.
 *
 *   window      ░░░░░░░░░░░░░░░░░░░░
 *   incident   ▓▓▓▓▓▓                     the rest was never told: not accounted for
 */
export const accountFor = (
  chains: readonly ChainReport[],
  incidents: readonly TellingIncident[],
): readonly ChainReport[] =>
  chains.map((chain) => ({
    ...chain,
    windows: chain.windows.map((window) => ({
      ...window,
      incidents: accountingFor(window, incidents),
    })),
  }));

interface Span {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

function accountingFor(window: Window, incidents: readonly TellingIncident[]): readonly string[] {
  const to = Date.parse(window.to);
  let reached = Date.parse(window.from);
  const used: string[] = [];
  const spans = incidents.flatMap((incident) => spansOf(incident, window.kind));
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    if (span.from > reached || span.to < reached) continue;
    reached = span.to;
    used.push(span.id);
    if (reached >= to) return [...new Set(used)];
  }
  return [];
}

const HOUR = 3_600_000;

function spansOf(incident: TellingIncident, kind: Window['kind']): readonly Span[] {
  const span = (from: string, to: string | undefined): Span => ({
    id: incident.id,
    from: Date.parse(from) - HOUR,
    to: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to) + HOUR,
  });
  switch (kind) {
    case 'logging-off':
      return [
        ...incident.windows.map(({ from, to }) => span(from.at, to?.at)),
        ...(incident.blindSince ? [span(incident.blindSince, undefined)] : []),
        ...(incident.techniques.includes('delete-trail') ? [wholeOf(incident, span)] : []),
      ];
    case 'validation-off':
      return incident.techniques.includes('turn-off-validation') ? [wholeOf(incident, span)] : [];
    case 'unproven':
      return []; // no incident on the trail explains what a missing or altered digest hides
  }
}

const wholeOf = (
  { openedAt, restoredAt }: TellingIncident,
  span: (from: string, to: string | undefined) => Span,
): Span => span(openedAt, restoredAt);
