import { blindDuration } from '../../../domain/duration-text';
import type { Incident } from '../../../domain/incident';
import { isOfLogin } from '../../../domain/login-standing';
import type { SourcedTime } from '../../../domain/trail';
import type { Block, Section } from '../document';
import { milestonesOf } from '../login/milestones';
import { timelineOf } from '../timeline';

export const whatHappened = (incident: Incident): Section => ({
  title: 'What happened',
  blocks: [
    {
      kind: 'timeline',
      timeline: timelineOf(incident),
      ...(isOfLogin(incident) && { milestones: milestonesOf(incident) }),
    },
    ...(isByTwoClocks(incident) ? [TWO_CLOCKS] : []),
    ...(incident.windows.length > 0 ? [windowsTable(incident)] : []),
  ],
});

/** CloudTrail may say that it logs again before the step that started it, by our clock, was answered. */
const isByTwoClocks = ({ windows }: Incident): boolean =>
  windows.some(({ from, to }) => [from, to].some((time) => time?.source === 'GetTrailStatus'));

const TWO_CLOCKS: Block = {
  kind: 'text',
  text: 'Times of CloudTrail and ours may differ by some ms.',
};

const windowsTable = ({ windows }: Incident): Block => ({
  kind: 'table',
  table: {
    title: 'While nothing was logged',
    head: ['From', 'To', 'How long'],
    rows: windows.map(({ from, to }) => [
      sourced(from),
      to ? sourced(to) : 'still',
      to ? blindDuration(Math.max(0, Date.parse(to.at) - Date.parse(from.at)), [{ from }]) : '',
    ]),
  },
});

/** The time may come from three clocks, which differ. */
const sourced = ({ at, source }: SourcedTime): string => `${at} (${SOURCES[source]})`;

const SOURCES = {
  GetTrailStatus: 'by CloudTrail',
  event: 'by the event, to the second',
  clock: 'by our clock',
} as const satisfies Record<SourcedTime['source'], string>;
