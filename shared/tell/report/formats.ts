import { durationText } from '../../domain/duration-text';
import { FORMAT, type Incident } from '../../domain/incident';
import { guideIncident } from '../../tampering/guidance/guide-incident';
import { headlineOf } from '../../tampering/guidance/headline';
import { asff, type Importer } from './asff';
import { compose } from './compose';
import type { Block, Document, Section, Table } from './document';
import { page } from './html/page';
import { ocsf } from './ocsf';
import { plain } from './plain';
import { type Moment, shownMoment, timelineOf } from './timeline';

export interface Making {
  /** The time at which the report says it was made. */
  readonly at: string;
  readonly importer: Importer;
}

/** Every form of the report, under the name of its option. */
export const formats = {
  md: (incident: Incident, { at }: Making) => markdown(compose(incident, at)),
  html: (incident: Incident, { at }: Making) => page(compose(incident, at)),
  json: (incident: Incident, { at }: Making) => reportJson(incident, at),
  ocsf: (incident: Incident) => pretty(ocsf(incident)),
  asff: (incident: Incident, { importer }: Making) => pretty(asff(incident, importer)),
} as const satisfies Record<string, (incident: Incident, making: Making) => string>;

export type Format = keyof typeof formats;

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * For programs: the incident as it is kept, what to do about it, and its story with durations. Unknown fields are
 * absent.
 */
function reportJson(incident: Incident, at: string): string {
  const guide = guideIncident(incident);
  return `${JSON.stringify({ format: FORMAT, madeAt: at, headline: headlineOf(incident), incident, ...(guide && { guide }), story: timelineOf(incident) }, null, 2)}\n`;
}

/** For a ticket or a repository. No text of an attacker becomes a link, a picture or a heading. */
const markdown = ({ id, title, marks, sections }: Document): string =>
  [
    `# ${escaped(title)}`,
    '',
    `${marks.map(escaped).join(' · ')} · ${escaped(id)}`,
    ...sections.flatMap(sectionLines),
    '',
  ].join('\n');

const sectionLines = ({ title, blocks }: Section): readonly string[] => [
  '',
  `## ${escaped(title)}`,
  ...blocks.flatMap((block) => ['', ...blockLines(block)]),
];

function blockLines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [escaped(block.text)];
    case 'unknown':
      return [`> ${escaped(block.text)}`];
    case 'facts':
      return block.facts.map(({ name, text }) => `- **${escaped(name)}** ${escaped(text)}`);
    case 'list':
      return [`${escaped(block.title)}:`, '', ...block.items.map((one) => `- ${escaped(one)}`)];
    case 'table':
      return tableLines(block.table);
    case 'commands':
      return ['```sh', ...block.commands.flatMap((one) => [`# ${one.why}:`, one.command]), '```'];
    case 'chain':
      return block.chain.map(
        ({ name, kind, why, certainty }, index) =>
          `${index + 1}. ${escaped(name)} (${escaped(kind)}; ${certainty}): ${escaped(why)}`,
      );
    case 'timeline':
      return block.timeline.moments.map(momentLine);
  }
}

function momentLine(moment: Moment): string {
  const { at, afterMs } = moment;
  const { label, text } = shownMoment(moment);
  return `- ${escaped(at)} **${label}** ${escaped(text)}${afterMs === undefined ? '' : ` (after ${durationText(afterMs)})`}`;
}

const tableLines = ({ title, head, rows }: Table): readonly string[] => [
  `${escaped(title)}:`,
  '',
  row(head),
  row(head.map(() => '---')),
  ...rows.map((cells) => row(cells.map(escaped))),
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Also text that GitHub turns into links by itself: addresses, mentions, issues. */
const escaped = (text: string): string =>
  plain(text)
    .replace(/[\\`*_[\]<>|&~#@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^([-+=]|\d+[.)])/, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`);
