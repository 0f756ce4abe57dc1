import { durationText } from '../../notify/duration-text';
import type { DrawnWindow, Moment, Timeline } from '../timeline';
import { escaped } from './escaped';
import { type Place, places } from './places';

const TOP = 34;
const LANE = 22;
/** More than these are in the list only. */
const MOST = 40;

/** The blind time as a band, each moment by its number in the list. Per cents, so that text keeps its size. */
export function drawTimeline({ moments, windows }: Timeline): string {
  const drawn = moments.slice(0, MOST);
  const at = places({ moments: drawn });
  const height = TOP + LANE * (1 + Math.max(0, ...at.map(({ lane }) => lane))) + 6;
  return [
    `<svg class="drawn" role="img" aria-label="${escaped(inWords(windows))}" height="${height}">`,
    ...windows.map((window) => band(window, xOf(drawn, at), height)),
    `<line class="axis" x1="2%" x2="98%" y1="${TOP - 8}" y2="${TOP - 8}"/>`,
    ...drawn.map((moment, index) => mark(moment, index, at[index] ?? { x: 0, lane: 0 })),
    '</svg>',
  ].join('');
}

function band({ from, to, ms }: DrawnWindow, x: XOf, height: number): string {
  const left = x(from, 'blind') ?? 2;
  const right = to === undefined ? 98 : (x(to, 'sees') ?? 98);
  const width = Math.max(1, right - left);
  const said = ms === undefined ? 'blind, still' : `blind for ${durationText(ms)}`;
  // Text near the right edge would leave the drawing.
  const label =
    left > 60 ? `x="98%" text-anchor="end"` : `x="${Math.round(Math.max(2, left) * 10) / 10}%"`;
  return `<rect class="window" x="${left}%" y="0" width="${Math.round(width * 10) / 10}%" height="${height}"/><text class="blind" ${label} y="16">${escaped(said)}</text>`;
}

const mark = ({ kind }: Moment, index: number, { x, lane }: Place): string => {
  const y = TOP + LANE * lane + 8;
  return `<g class="${kind}"><circle cx="${x}%" cy="${y}" r="9"/><text x="${x}%" y="${y + 4}" text-anchor="middle">${index + 1}</text></g>`;
};

type XOf = (at: string, kind: Moment['kind']) => number | undefined;

const xOf =
  (moments: readonly Moment[], at: readonly Place[]): XOf =>
  (time, kind) =>
    at[moments.findIndex((moment) => moment.at === time && moment.kind === kind)]?.x;

const inWords = (windows: readonly DrawnWindow[]): string =>
  windows.length === 0
    ? 'Timeline: nothing was blind. The list below says the same.'
    : `Timeline: ${windows.map(({ from, to }) => `blind from ${from} to ${to ?? 'now'}`).join(', ')}. The list below says the same.`;
