import pc from 'picocolors';
import type { Incident, TimelineEntry } from '../../../shared/domain/incident';
import { compose } from '../../../shared/tell/report/compose';
import { plain } from '../../../shared/tell/report/plain';
import { printBlock } from '../report/print-block';
import { momentLine } from '../report/timeline-lines';
import { print, stateColour } from '../terminal/print';

/** One incident as a tired person reads it: the answer first, then who and what, then what to do. */
export function printIncident(incident: Incident, at: string): void {
  print(`${pc.bold(plain(incident.id))}  ${stateColour(incident.state)}`);
  for (const { title, blocks } of compose(incident, at).sections) {
    print(`\n  ${pc.bold(title)}`);
    for (const block of blocks) printBlock(block);
  }
}

export const timelineLine = (entry: TimelineEntry): string => momentLine(entry);
