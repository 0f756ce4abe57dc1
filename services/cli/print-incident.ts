import pc from 'picocolors';
import type { BlindWindow } from '../../shared/domain/blind-window';
import type { Incident, TimelineEntry } from '../../shared/domain/incident';
import { duration, print, stateColour } from './print';

/** One incident as a tired person reads it: the answer first, then how it came about. */
export function printIncident(incident: Incident): void {
  const { evidence } = incident;
  const lines: readonly (readonly [string, string])[] = [
    [
      'what',
      `${incident.sentence}  (${incident.techniques.join(', ') || 'nothing could be read'})`,
    ],
    [
      'state',
      `${stateColour(incident.state)}${incident.escalation ? `: ${incident.escalation}` : ''}`,
    ],
    ['account', `${incident.accountId} ${incident.region}`],
    ['subject', incident.subjectId],
    ['who', evidence ? evidence.actor.chain.join(' → ') : 'unknown: no event reached us'],
    ['from', `${evidence?.sourceIp ?? 'unknown'}  ${pc.dim(evidence?.userAgent ?? '')}`],
    ['blind', blindText(incident)],
    ['times', timesText(incident)],
  ];
  print(`${pc.bold(incident.id)}`);
  for (const [name, text] of lines) print(`  ${pc.dim(name.padEnd(8))} ${text}`);
  print('');
  for (const entry of incident.timeline) print(timelineLine(entry));
  if (incident.guidance) printGuidance(incident.guidance);
}

/** One step a line, not cut: commands are copied from here. */
function printGuidance(guidance: readonly string[]): void {
  print(`\n  ${pc.bold('What to do')}`);
  for (const [index, line] of guidance.entries()) print(`  ${index + 1}. ${line}`);
}

export const timelineLine = ({ at, kind, text }: TimelineEntry): string =>
  `  ${pc.dim(at.slice(11, 23))}  ${colour[kind](kind.padEnd(9))} ${text}`;

const colour = {
  tampered: pc.red,
  attempted: pc.yellow,
  noticed: pc.cyan,
  step: pc.cyan,
  restored: pc.green,
  failed: pc.red,
  escalated: pc.yellow,
} as const;

const timesText = ({ events, redeliveries, looks }: Incident): string =>
  looks === undefined ? `${events} (${redeliveries} redelivered)` : `${looks}, once a look`;

function blindText({ blindSince, blindMs, windows }: Incident): string {
  const total = duration(blindMs);
  if (blindSince) return pc.red(`since ${blindSince}${blindMs > 0 ? `, and ${total} before` : ''}`);
  const sources = [...new Set(windows.flatMap(sourcesOf))].join(' and ');
  return sources ? `${total} in ${windows.length} window(s), by ${sources}` : total;
}

const sourcesOf = ({ from, to }: BlindWindow): string[] =>
  [from.source, to?.source].filter((source) => source !== undefined);
