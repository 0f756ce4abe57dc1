import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import { FORMAT, type Incident } from '../../../shared/domain/incident';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { compose } from '../../../shared/tell/report/compose';
import type { Block, ChainLink, Fact, Table } from '../../../shared/tell/report/document';
import { plain } from '../../../shared/tell/report/plain';
import { type Moment, shownMoment, type Timeline } from '../../../shared/tell/report/timeline';
import { namedIncidentOf } from '../target/incident-of';
import type { Target } from '../target/target';
import { print, printJson, printTable, printVerbatim, stateColour } from '../terminal/print';

/** One incident as a tired person reads it: the answer first, then who and what, then what to do. */
export function printIncident(incident: Incident, at: string): void {
  print(`${pc.bold(plain(incident.id))}  ${stateColour(incident.state)}`);
  for (const { title, blocks } of compose(incident, at).sections) {
    print(`\n  ${pc.bold(title)}`);
    for (const block of blocks) printBlock(block);
  }
}

/** One block on a terminal. What an attacker typed must not steer it. */
function printBlock(block: Block): void {
  switch (block.kind) {
    case 'text':
      print(`  ${plain(block.text)}`);
      return;
    case 'unknown':
      print(`  ${pc.yellow(plain(block.text))}`);
      return;
    case 'facts':
      printFacts(block.facts);
      return;
    case 'list':
      print(`  ${pc.dim(plain(block.title))}`);
      for (const [index, item] of block.items.entries()) print(`  ${index + 1}. ${plain(item)}`);
      return;
    case 'table':
      printCells(block.table);
      return;
    case 'commands':
      // Not cut and not indented: they are copied from here.
      for (const { why, command } of block.commands) {
        print(`  ${pc.dim(`${why}:`)}`);
        printVerbatim(command);
      }
      return;
    case 'chain':
      printChain(block.chain);
      return;
    case 'timeline':
      for (const line of timelineLines(block.timeline)) print(line);
  }
}

function printFacts(facts: readonly Fact[]): void {
  const width = Math.max(...facts.map(({ name }) => name.length));
  for (const { name, text } of facts) print(`  ${pc.dim(name.padEnd(width))}  ${plain(text)}`);
}

function printCells({ title, head, rows }: Table): void {
  print(`  ${pc.dim(plain(title))}`);
  printTable(
    head,
    rows.map((cells) => cells.map(plain)),
  );
}

function printChain(chain: readonly ChainLink[]): void {
  for (const [index, { name, kind, why, certainty }] of chain.entries()) {
    if (index > 0) print(`  ${certainty === 'certain' ? '│' : '┊'}`);
    print(`  ${pc.bold(plain(name))}  ${pc.dim(`${plain(kind)}, ${certainty}: ${plain(why)}`)}`);
  }
}

/**
 * The story from top to bottom, gaps drawn: a line for each tenfold of seconds, with how long it was. The
 * rail is thick while nothing was logged.
 *
 *   20:49:50.000  ┃ blind     nothing is logged from here on
 *                 ┃ 2 min 5 s
 *                 ┃
 *   20:51:55.000  │ lit       CloudTrail logs again
 */
function timelineLines({ moments }: Pick<Timeline, 'moments'>): readonly string[] {
  let isBlind = false;
  let day = '';
  return moments.flatMap((moment) => {
    const gap = gapLines(moment, isBlind);
    if (moment.kind === 'blind') isBlind = true;
    if (moment.kind === 'sees') isBlind = false;
    const today = moment.at.slice(0, 10);
    const date = today === day ? [] : [`  ${pc.dim(plain(today))}`];
    day = today;
    return [...gap, ...date, momentLine(moment, isBlind)];
  });
}

export function momentLine(moment: Omit<Moment, 'afterMs'>, isBlind = false): string {
  const { label, text } = shownMoment(moment);
  const at = plain(moment.at.slice(11, 23)).padEnd(12);
  return `  ${pc.dim(at)}  ${rail(isBlind)} ${colour[moment.kind](label.padEnd(12))} ${plain(text)}`;
}

const rail = (isBlind: boolean): string => (isBlind ? pc.red('┃') : pc.dim('│'));

function gapLines({ afterMs = 0 }: Moment, isBlind: boolean): readonly string[] {
  if (afterMs < 1_000) return [];
  const height = Math.min(5, Math.floor(Math.log10(afterMs / 1_000)) + 1);
  return Array.from({ length: height }, (_, index) =>
    index === 0
      ? `${' '.repeat(16)}${rail(isBlind)} ${pc.dim(durationText(afterMs))}`
      : `${' '.repeat(16)}${rail(isBlind)}`,
  );
}

const colour = {
  tampered: pc.red,
  attempted: pc.yellow,
  noticed: pc.cyan,
  step: pc.cyan,
  restored: pc.green,
  failed: pc.red,
  escalated: pc.yellow,
  acknowledged: pc.green,
  blind: pc.red,
  sees: pc.green,
  more: pc.dim,
} as const satisfies Record<Moment['kind'], (text: string) => string>;

export async function showIncident(id: string, options: Target): Promise<void> {
  const incident = await namedIncidentOf(id, options);
  if (options.json) printJson({ format: FORMAT, ...incident, headline: headlineOf(incident) });
  else printIncident(incident, new Date().toISOString());
}
