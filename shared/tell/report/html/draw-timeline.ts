import { durationText } from '../../../domain/duration-text';
import type { DrawnWindow, Moment, Timeline } from '../timeline';
import { escaped } from './escaped';
import { places, type Spot } from './places';

const LANE = 22;
/** Each band's label has a line of its own, because bands may be close. Further bands are in the table only. */
const LABEL = 15;
const MOST_LABELS = 4;
/** More than these are in the list only. */
const MOST = 40;

/** The blind time as a band, each moment by its number in the list. In per cents, so that text keeps its size. */
export function drawTimeline({ moments, windows }: Timeline): string {
  const drawn = moments.slice(0, MOST);
  const at = places({ moments: drawn });
  const top = 19 + LABEL * Math.min(MOST_LABELS, windows.length);
  const height = top + LANE * (1 + Math.max(0, ...at.map(({ lane }) => lane))) + 6;
  return [
    `<svg class="drawn" role="img" aria-label="${escaped(inWords(windows))}" height="${height}">`,
    ...windows.map((window, row) => band(window, xOf(drawn, at), { height, row })),
    `<line class="axis" x1="2%" x2="98%" y1="${top - 8}" y2="${top - 8}"/>`,
    ...drawn.map((moment, index) =>
      mark(moment, { number: index + 1, top, ...(at[index] ?? { x: 0, lane: 0 }) }),
    ),
    '</svg>',
  ].join('');
}

function band(
  { from, to, ms, isToTheSecond }: DrawnWindow,
  x: XOf,
  { height, row }: { readonly height: number; readonly row: number },
): string {
  const left = x(from, 'blind') ?? 2;
  const right = to === undefined ? 98 : (x(to, 'sees') ?? 98);
  const width = Math.max(1, right - left);
  const said =
    ms === undefined
      ? 'blind, still'
      : `blind for ${isToTheSecond ? 'at most ' : ''}${durationText(ms)}`;
  const rect = `<rect class="window" x="${left}%" y="0" width="${Math.round(width * 10) / 10}%" height="${height}"/>`;
  if (row >= MOST_LABELS) return rect;
  // Text that began near the right edge would leave the drawing.
  const place = left > 60 ? `x="98%" text-anchor="end"` : `x="${left}%"`;
  return `${rect}<text class="blind" ${place} y="${LABEL * (row + 1)}">${escaped(said)}</text>`;
}

interface Mark extends Spot {
  readonly number: number;
  readonly top: number;
}

const mark = ({ kind }: Moment, { number, top, x, lane }: Mark): string => {
  const y = top + LANE * lane + 8;
  return `<g class="${kind}"><circle cx="${x}%" cy="${y}" r="9"/><text x="${x}%" y="${y + 4}" text-anchor="middle">${number}</text></g>`;
};

type XOf = (at: string, kind: Moment['kind']) => number | undefined;

const xOf =
  (moments: readonly Moment[], at: readonly Spot[]): XOf =>
  (time, kind) =>
    at[moments.findIndex((moment) => moment.at === time && moment.kind === kind)]?.x;

const inWords = (windows: readonly DrawnWindow[]): string =>
  windows.length === 0
    ? 'Timeline: at no time was nothing logged. The list below says the same.'
    : `Timeline: ${windows.map(({ from, to }) => `blind from ${from} to ${to ?? 'now'}`).join(', ')}. The list below says the same.`;
