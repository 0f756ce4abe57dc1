import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import pc from 'picocolors';
import { bucketObjects } from '../../../shared/aws/read-objects';
import type { DarkGroup, DarkReport, RiskyEvent } from '../../../shared/domain/dark';
import type { Incident } from '../../../shared/domain/incident';
import { plainly } from '../../../shared/tell/report/plain';
import { incidentOf } from '../target/incident-of';
import { connectionTo, type Target } from '../target/target';
import { counted, print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { type EvidenceCheck, isWhole, verifyEvidence } from './verify-evidence';

interface DarkOptions extends Target {
  readonly download?: string;
}

export async function showDark(id: string, options: DarkOptions): Promise<void> {
  refuseNoFolder(options);
  const incident = await incidentOf(id, options);
  const { dark } = incident;
  if (!dark) return sayNothingYet(incident, options);
  const evidence = await checkEvidence(dark, options);
  if (options.json) printJson({ incident: id, dark, ...(evidence && { evidence }) });
  else printDark(id, plainly(dark), plainly(evidence));
  const good = dark.recovered && (evidence === undefined || isWhole(evidence));
  process.exitCode = good ? exitCode.ok : exitCode.bad;
}

/** Refused at once, even if there is nothing to keep. */
function refuseNoFolder({ download }: DarkOptions): void {
  for (let path = download; path !== undefined && path !== dirname(path); path = dirname(path)) {
    const found = existsSync(path) ? statSync(path) : undefined;
    if (found?.isDirectory()) return;
    if (found) throw new UserError(`--download must be a folder, and ${path} is a file.`);
  }
}

/** Nothing when no file was written, because nothing happened, or it is too early. */
async function checkEvidence(
  { manifest }: DarkReport,
  options: DarkOptions,
): Promise<EvidenceCheck | undefined> {
  if (!manifest) return undefined;
  const objects = bucketObjects(manifest.bucket, connectionTo(options));
  return verifyEvidence({
    objects,
    manifest,
    ...(options.download && { folder: options.download }),
  });
}

function sayNothingYet({ id, windows, blindSince }: Incident, { json }: DarkOptions): void {
  const wasBlind = windows.length > 0 || blindSince !== undefined;
  if (json) printJson({ incident: id });
  else if (wasBlind)
    print(`${id}: the dark was not looked into yet; look at trailwarden-investigator.`);
  else print(`${id}: nothing was blind.`);
  process.exitCode = wasBlind ? exitCode.bad : exitCode.ok;
}

/** The dark as a tired person reads it: what to look at first, then the numbers, then what the numbers leave out. */
function printDark(id: string, dark: DarkReport, evidence: EvidenceCheck | undefined): void {
  const { window, events, first, last } = dark;
  const what = dark.lit ? `${dark.partly ?? 'nothing was blind'}; what happened` : 'dark';
  print(`${pc.bold(id)}  ${what} from ${window.from} to ${window.to ?? pc.red('now')}`);
  print(
    `  ${counted(events, 'event')}${first ? `, from ${first} to ${last}` : ''}; ${marginText(dark)}`,
  );
  printRisky(dark);
  print('');
  for (const [name, group] of groupsOf(dark)) printGroup(name, group);
  print(`\n  ${pc.bold('Not in these numbers')}`);
  for (const sentence of dark.notRecoverable) print(`  - ${sentence}`);
  printEvidence(dark, evidence);
}

function marginText({ marginMinutes, lit }: DarkReport): string {
  if (marginMinutes === 0) return lit ? 'none of before' : 'none of before or after';
  return `${counted(marginMinutes, 'minute')} before${lit ? '' : ' and after'} included`;
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
