import { durationText } from '../../../domain/duration-text';
import type { Block, ChainLink, Document, Section, Table } from '../document';
import { type DrawnWindow, type Moment, shownMoment, type Timeline } from '../timeline';
import { escaped } from './escaped';
import { places, type Spot } from './places';

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
      return `${drawTimeline(block.timeline)}<ol class="moments">${block.timeline.moments.map(momentOf).join('')}</ol>`;
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

/** In the page itself, so that it is one file; readable on paper, a phone, and in the dark. */
const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--line:#d0d7de;--box:#f6f8fa;--bad:#b3261e;--warn:#8a5a00;--good:#176f2c;--act:#0b57d0}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--paper:#0d1117;--line:#3d444d;--box:#161b22;--bad:#ff8a80;--warn:#e3b341;--good:#56d364;--act:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
.marks{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.marks li{border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.875rem;font-weight:600}
.critical,.open,.blind,.tampered,.failed{color:var(--bad)}
.high,.medium,.escalated,.attempted{color:var(--warn)}
.restored,.sees,.acknowledged{color:var(--good)}
.noticed,.step{color:var(--act)}
dl{margin:0;display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.35rem 1rem}
dt{color:var(--soft)}dd{margin:0}
.unknown{border-left:.25rem solid var(--warn);background:var(--box);padding:.5rem .75rem;margin:.75rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.75rem 0}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid var(--line);padding:.3rem .75rem .3rem 0}
td{min-width:8.5rem}
pre{background:var(--box);border:1px solid var(--line);border-radius:.375rem;margin:.25rem 0 .75rem;padding:.5rem .75rem;white-space:pre-wrap;font:.85rem/1.45 ui-monospace,monospace}
.commands{padding-left:1.4rem}
.chain{list-style:none;margin:0;padding:0}
.chain li{position:relative;border:2px solid var(--soft);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 1.75rem;max-width:44rem;background:var(--box)}
.chain li:not(:last-child)::after{content:"↓";position:absolute;left:1rem;bottom:-1.75rem;line-height:1.75rem;color:var(--soft);font-weight:700}
.chain .likely{border-style:dashed}.chain .guess{border-style:dotted}
.chain strong{display:block}.chain small{color:var(--soft)}
.drawn{width:100%;display:block;background:var(--box);border:1px solid var(--line);border-radius:.375rem}
.drawn text{font:12px system-ui,sans-serif;fill:var(--ink)}
.drawn .axis{stroke:var(--soft);stroke-width:2}
.drawn .window{fill:var(--bad);opacity:.25}
.drawn circle{fill:var(--paper);stroke:currentColor;stroke-width:2}
.moments{padding-left:1.9rem}
.moments li{margin:.35rem 0}.moments time{color:var(--soft);font-variant-numeric:tabular-nums}
.moments b{font-weight:600}
@media(max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}li,tr,pre,.drawn{break-inside:avoid}.drawn .window{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
