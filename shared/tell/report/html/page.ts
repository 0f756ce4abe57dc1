import { durationText } from '../../../domain/duration-text';
import type { Block, ChainLink, Document, Section, Table } from '../document';
import type { Milestone } from '../login/milestones';
import { type DrawnWindow, type Moment, shownMoment, type Timeline } from '../timeline';
import { drawMilestones } from './draw-milestones';
import { escaped } from './escaped';
import { places, type Spot } from './places';
import { style } from './style';

/** One file that requests nothing from the network, with a policy that lets a browser request nothing. */
export const page = ({ id, title, marks, sections }: Document): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escaped(id)}: ${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header><p>${escaped(id)}</p><h1>${escaped(title)}</h1><ul class="marks">${marks.map((mark) => `<li class="${escaped(mark)}">${escaped(mark)}</li>`).join('')}</ul></header>
<main>
${sections.map(sectionOf).join('\n')}
</main>
</body>
</html>
`;

const sectionOf = ({ title, blocks }: Section, index: number): string =>
  `<section aria-labelledby="s${index}"><h2 id="s${index}">${escaped(title)}</h2>${blocks.map(htmlOf).join('')}</section>`;

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'unknown':
      return `<p class="unknown">${escaped(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.facts.map(({ name, text }) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<p>${escaped(block.title)}:</p><ul>${items(block.items)}</ul>`;
    case 'table':
      return tableOf(block.table);
    case 'commands':
      return `<ol class="commands">${block.commands.map(({ why, command }) => `<li>${escaped(why)}:<pre><code>${escaped(command)}</code></pre></li>`).join('')}</ol>`;
    case 'chain':
      return `<ol class="chain">${block.chain.map(linkOf).join('')}</ol>`;
    case 'timeline':
      return `${block.milestones ? milestonesOf(block.milestones) : drawTimeline(block.timeline)}<ol class="moments">${block.timeline.moments.map(momentOf).join('')}</ol>`;
  }
}

const items = (texts: readonly string[]): string =>
  texts.map((text) => `<li>${escaped(text)}</li>`).join('');

const linkOf = ({ name, kind, why, certainty }: ChainLink): string =>
  `<li class="${certainty}"><strong>${escaped(name)}</strong>${escaped(kind)} · ${certainty}<br><small>${escaped(why)}</small></li>`;

function momentOf(moment: Moment): string {
  const { at, kind, afterMs } = moment;
  const { label, text } = shownMoment(moment);
  return `<li><time datetime="${escaped(at)}">${escaped(at)}</time>${afterMs === undefined ? '' : ` <small>+${durationText(afterMs)}</small>`} <b class="${kind}">${label}</b> ${escaped(text)}</li>`;
}

const tableOf = ({ title, head, rows }: Table): string =>
  `<div class="scroll" role="region" aria-label="${escaped(title)}" tabindex="0"><table><caption>${escaped(title)}</caption><thead><tr>${head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`;

const LANE = 22;
/** Each band's label has a line of its own, because bands may be close. Further bands are in the table only. */
const LABEL = 15;
const MOST_LABELS = 4;
/** More than these are in the list only. */
const MOST = 40;

/** The blind time as a band, each moment by its number in the list. In per cents, so that text keeps its size. */
function drawTimeline({ moments, windows }: Timeline): string {
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

/** Of a login; what lasted is a band. */
function milestonesOf(milestones: readonly Milestone[]): string {
  const { height, marks } = drawMilestones(milestones);
  const first = milestones[0]?.at ?? '';
  return `<svg class="drawn" role="img" aria-label="${escaped(`What was done after the login of ${first}, in ${milestones.length} rows. The list below says the same.`)}" height="${height}">${marks}</svg><p class="note">The axis is the logarithm of the time since the login: read how long it was, do not measure it.</p>`;
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
