import { durationText } from '../../../domain/duration-text';
import type { Block, ChainLink, Table } from '../document';
import type { Moment } from '../timeline';
import { drawTimeline } from './draw-timeline';
import { escaped } from './escaped';

export function htmlOf(block: Block): string {
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

const momentOf = ({ at, kind, text, afterMs }: Moment): string =>
  `<li><time datetime="${escaped(at)}">${escaped(at)}</time>${afterMs === undefined ? '' : ` <small>+${durationText(afterMs)}</small>`} <b class="${kind}">${kind}</b> ${escaped(text)}</li>`;

const tableOf = ({ title, head, rows }: Table): string =>
  `<div class="scroll" role="region" aria-label="${escaped(title)}" tabindex="0"><table><caption>${escaped(title)}</caption><thead><tr>${head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`;
