import type { Incident, TimelineEntry } from '../../domain/incident';
import { isOfLogin } from '../../domain/login-standing';

export interface Timeline {
  /** In order; the drawing numbers them by their places here. */
  readonly moments: readonly Moment[];
  readonly windows: readonly DrawnWindow[];
}

export interface Moment {
  readonly at: string;
  readonly kind: TimelineEntry['kind'] | 'blind' | 'sees' | 'more';
  readonly text: string;
  /** The state of a playbook that wrote it. */
  readonly state?: string;
  /** Someone logged in: nothing was tampered with. */
  readonly isLogin?: true;
  /** Time since the moment before; absent on the first. */
  readonly afterMs?: number;
}

/** While nothing was logged; `to` is absent while it lasts. */
export interface DrawnWindow {
  readonly from: string;
  readonly to?: string;
  readonly ms?: number;
  /** It began within the second that `from` names: an event is no more precise. */
  readonly isToTheSecond?: true;
}

/** How a moment is called, and what is said of it, wherever people read it; `story` of the JSON stays as it was. */
export const shownMoment = ({
  kind,
  text,
  isLogin,
}: Pick<Moment, 'kind' | 'text' | 'isLogin'>): {
  readonly label: string;
  readonly text: string;
} =>
  kind === 'sees'
    ? { label: 'lit', text: 'CloudTrail logs again' }
    : { label: isLogin ? 'login' : kind, text };

/** The whole story in the order of its times, regardless of the clock they come from. */
export function timelineOf(incident: Incident): Timeline {
  const windows = windowsOf(incident);
  const isLogin = isOfLogin(incident);
  const moments: readonly Moment[] = [
    ...incident.timeline.map((one) =>
      isLogin && one.kind === 'tampered' ? { ...one, isLogin } : one,
    ),
    ...windows.flatMap(edgesOf),
    ...furtherIn(incident),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
  return {
    moments: moments.map((moment, index) => ({ ...moment, ...since(moments[index - 1], moment) })),
    windows,
  };
}

/** How many moments a full list left out, at the place of the last one. */
const furtherIn = ({ furtherMoments = 0, furtherUntil: at }: Incident): readonly Moment[] =>
  at === undefined
    ? []
    : [
        {
          at,
          kind: 'more',
          text: `… ${furtherMoments.toLocaleString('en')} more up to here: the first, the newest and what is rare are listed …`,
        },
      ];

const windowsOf = ({ windows, blindSince }: Incident): readonly DrawnWindow[] => [
  ...windows.map(({ from, to }) => ({
    from: from.at,
    ...(from.source === 'event' && { isToTheSecond: true as const }),
    ...(to && { to: to.at, ms: Math.max(0, Date.parse(to.at) - Date.parse(from.at)) }),
  })),
  ...(blindSince ? [{ from: blindSince }] : []),
];

const edgesOf = ({ from, to, isToTheSecond }: DrawnWindow): readonly Moment[] => [
  {
    at: from,
    kind: 'blind',
    text: `nothing is logged from ${isToTheSecond ? 'some time in this second' : 'here'} on`,
  },
  ...(to ? [{ at: to, kind: 'sees', text: 'it is logged again' } as const] : []),
];

const since = (before: { readonly at: string } | undefined, { at }: { readonly at: string }) =>
  before && { afterMs: Math.max(0, Date.parse(at) - Date.parse(before.at)) };
