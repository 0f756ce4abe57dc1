import pc from 'picocolors';
import type { Incident, TimelineEntry } from '../../../shared/domain/incident';
import { compose } from '../../../shared/tell/report/compose';
import type { Block, ChainLink, Fact, Table } from '../../../shared/tell/report/document';
import { plain } from '../../../shared/tell/report/plain';
import { momentLine, timelineLines } from '../report/timeline-lines';
import { print, printTable, printVerbatim, stateColour } from '../terminal/print';

/** One incident as a tired person reads it: the answer first, then who and what, then what to do. */
export function printIncident(incident: Incident, at: string): void {
  print(`${pc.bold(plain(incident.id))}  ${stateColour(incident.state)}`);
  for (const { title, blocks } of compose(incident, at).sections) {
    print(`\n  ${pc.bold(title)}`);
    for (const block of blocks) printBlock(block);
  }
}

export const timelineLine = (entry: TimelineEntry): string => momentLine(entry);

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
