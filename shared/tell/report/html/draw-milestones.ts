import { durationText } from '../../../domain/duration-text';
import type { Milestone } from '../login/milestones';
import { escaped } from './escaped';
import { timeAxis } from './time-axis';

const ROW = 24;
const TOP = 26;
/** So much of a text fits beside its place on a phone. */
const MOST_TEXT = 60;

export interface Drawing {
  readonly height: number;
  /** What stands in the `svg`: places in per cents of its width, so that text keeps its size. */
  readonly marks: string;
}

/** A row for each, from the left to the right as time goes on; what lasted is a band. Empty where there is none. */
export function drawMilestones(milestones: readonly Milestone[]): Drawing {
  const times = milestones.flatMap(({ at, to }) => [at, to ?? at]).sort();
  const [first = ''] = times;
  const axis = timeAxis(first, times.at(-1) ?? first);
  const height = TOP + ROW * milestones.length + 8;
  return {
    height,
    marks: [
      `<text class="since" x="1%" y="15">${escaped(first.slice(11, 19))}Z</text>`,
      ...axis.ticks.map(
        ({ x, text }) =>
          `<line class="tick" x1="${x}%" x2="${x}%" y1="20" y2="${height}"/><text class="since" x="${x}%" y="15" text-anchor="${x > 94 ? 'end' : 'middle'}">${text}</text>`,
      ),
      ...milestones.map((one, row) => drawn(one, first, axis.x, TOP + ROW * row)),
    ].join(''),
  };
}

function drawn(
  { at, to, lasts, text, kind, number }: Milestone,
  first: string,
  x: (at: string) => number,
  y: number,
): string {
  const left = x(at);
  const right = to ? x(to) : lasts ? 100 : left;
  const isBand = to !== undefined || lasts;
  const band = isBand
    ? `<rect class="band" x="${left}%" y="${y + 2}" width="${tenths(Math.max(0.5, right - left))}%" height="${ROW - 4}" rx="3"/>`
    : '';
  const after = Date.parse(at) - Date.parse(first);
  const long = to
    ? `, for ${durationText(Date.parse(to) - Date.parse(at))}`
    : lasts
      ? ', still'
      : '';
  const when = after > 0 ? ` +${durationText(after)}` : '';
  // On the side where there is room.
  const side = left <= 50 ? `dx="14"` : `dx="-14" text-anchor="end"`;
  const label = `<text x="${left}%" ${side} y="${y + 16}">${escaped(short(text))}<tspan class="soft">${when}${long}</tspan></text>`;
  const dot =
    number === undefined
      ? `<circle cx="${left}%" cy="${y + 12}" r="4"/>`
      : `<circle cx="${left}%" cy="${y + 12}" r="9"/><text x="${left}%" y="${y + 16}" text-anchor="middle">${number}</text>`;
  return `<g class="${kind}">${band}${dot}${label}</g>`;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

const short = (text: string): string =>
  text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
