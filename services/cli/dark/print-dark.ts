import pc from 'picocolors';
import type { DarkGroup, DarkReport, RiskyEvent } from '../../../shared/domain/dark';
import { counted, print } from '../terminal/print';
import { type EvidenceCheck, isWhole } from './verify-evidence';

/** The dark as a tired person reads it: what to look at first, then the numbers, then what the numbers leave out. */
export function printDark(id: string, dark: DarkReport, evidence: EvidenceCheck | undefined): void {
  const { window, events, first, last } = dark;
  const what = dark.lit ? `${dark.partly ?? 'nothing was blind'}; what happened` : 'dark';
  print(`${pc.bold(id)}  ${what} from ${window.from} to ${window.to ?? pc.red('now')}`);
  print(
    `  ${events} events, ${dark.marginMinutes} minutes before${dark.lit ? '' : ' and after'} included${first ? `, from ${first} to ${last}` : ''}`,
  );
  printRisky(dark);
  print('');
  for (const [name, group] of groupsOf(dark)) printGroup(name, group);
  print(`\n  ${pc.bold('Not in these numbers')}`);
  for (const sentence of dark.notRecoverable) print(`  - ${sentence}`);
  printEvidence(dark, evidence);
}

const groupsOf = ({ byActor, byOthers, byService, byWarden }: DarkReport) =>
  [
    ['the actor', byActor],
    ['others', byOthers],
    ['services', byService],
    ['the warden', byWarden],
  ] as const;

function printRisky({ risky, riskyEvents }: DarkReport): void {
  if (risky.length === 0) return;
  print(`\n  ${pc.bold('Look at these first')}`);
  for (const one of risky) print(riskyLine(one));
  if (riskyEvents > risky.length) print(`  … and ${riskyEvents - risky.length} more`);
}

const riskyLine = ({ kind, why, by, event }: RiskyEvent): string =>
  `  ${pc.dim(event.at)}  ${by === 'actor' ? pc.red('actor ') : pc.yellow(by.padEnd(6))} ${kind.padEnd(11)} ${event.name}${event.errorCode ? ` (refused: ${event.errorCode})` : ''}: ${why}; by ${event.principal}, ${event.accountId} ${event.region}, ${event.id}`;

function printGroup(name: string, { events, refused, principals, calls }: DarkGroup): void {
  const told = refused > 0 ? `${events} (${refused} refused)` : String(events);
  print(`  by ${name.padEnd(10)} ${told}`);
  if (events === 0) return;
  print(pc.dim(`    ${named(principals)}`));
  print(pc.dim(`    ${named(calls)}`));
}

const named = (counts: DarkGroup['calls']): string =>
  counts.map(({ name, events }) => `${name} ${events}`).join(', ');

function printEvidence({ manifest }: DarkReport, check: EvidenceCheck | undefined): void {
  if (!manifest || !check) {
    print('\n  No evidence is kept yet.');
    return;
  }
  print(`\n  Evidence: s3://${manifest.bucket}/${manifest.key}  (manifest: ${check.manifest})`);
  const wrong = check.files.filter(({ sum }) => sum !== 'right');
  for (const { sum, key } of wrong) print(pc.red(`  ${sum}: ${key}`));
  if (isWhole(check))
    print(pc.green(`  ${counted(check.files.length, 'file')}, every sum is right`));
}
