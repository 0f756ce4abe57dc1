import pc from 'picocolors';
import type { Contacts } from '../../../shared/domain/contact';
import type { Incident } from '../../../shared/domain/incident';
import type { Certainty, Lineage, Link } from '../../../shared/domain/lineage';
import type { ActorFindings } from '../../../shared/investigate/lineage/investigate-actor';
import { print, printTable } from '../terminal/print';

/** The answer first; then the chain, from the person behind it down to the call; then whom to tell. */
export function printWho(incident: Incident, { lineage, contacts }: ActorFindings): void {
  const { human } = lineage;
  print(pc.bold(incident.id));
  const who = human
    ? `${pc.bold(human.name)} (${human.kind}), ${certaintyColour(human.certainty)}: ${human.why}`
    : 'no person can be named';
  print(`  ${pc.dim('who'.padEnd(8))} ${who}`);
  print(
    `  ${pc.dim('ends'.padEnd(8))} ${lineage.ends === 'human' ? 'person' : lineage.ends}: ${lineage.why}\n`,
  );
  printChain(incident, lineage);
  for (const sentence of lineage.unread) print(`  ${pc.yellow('not read')}  ${sentence}`);
  if (lineage.againAt) {
    print(`  ${pc.yellow('not complete yet:')} ask again after ${lineage.againAt}.`);
  }
  printContacts(contacts);
}

function printChain({ evidence }: Incident, { links }: Lineage): void {
  const down = links.toReversed();
  for (const [depth, link] of down.entries()) print(`${branch(depth)}${linkLine(link)}`);
  print(`${branch(down.length)}${pc.red(evidence?.eventName ?? 'what a look found')}\n`);
}

const branch = (depth: number): string => (depth === 0 ? '  ' : `  ${'   '.repeat(depth - 1)}└─ `);

const linkLine = ({ kind, principal, at, certainty, evidence, why }: Link): string =>
  [
    `${pc.cyan(kind)} ${principal}`,
    certaintyColour(certainty),
    pc.dim([at, evidence.source, evidence.eventId, evidence.file].filter(Boolean).join(' ')),
    why,
  ].join('  ');

function printContacts({ contacts, asked }: Contacts): void {
  if (contacts.length === 0) print(`  ${pc.bold('No contact is known to tell')}`);
  else {
    printTable(
      ['tell', 'by', 'from', 'why'],
      contacts.map(({ person, address, channel, source, why }) => [
        person && person !== address ? `${person} ${address}` : address,
        channel,
        source,
        why,
      ]),
    );
  }
  for (const { source, kind, why } of asked.filter(({ kind }) => kind !== 'found')) {
    print(`  ${pc.dim(source.padEnd(16))} ${kind === 'obstacle' ? pc.yellow(why) : pc.dim(why)}`);
  }
}

const certaintyColour = (certainty: Certainty): string =>
  ({ certain: pc.green, likely: pc.yellow, guess: pc.red })[certainty](certainty);
