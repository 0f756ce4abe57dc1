import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { bucketObjects } from '../../../shared/aws/read-objects';
import type { DarkReport } from '../../../shared/domain/dark';
import type { Incident } from '../../../shared/domain/incident';
import { plainly } from '../../../shared/tell/report/plain';
import { tableOf } from '../target/table-of';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { printDark } from './print-dark';
import { type EvidenceCheck, isWhole, verifyEvidence } from './verify-evidence';

export interface DarkOptions extends Target {
  readonly download?: string;
  readonly json?: boolean;
}

export async function showDark(id: string, options: DarkOptions): Promise<void> {
  refuseNoFolder(options);
  const incident = await getIncident(tableOf(options), id);
  if (!incident) {
    throw new UserError(
      `There is no incident ${id} in table ${options.table}; "trailwarden incidents list" shows all.`,
      exitCode.usage,
    );
  }
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
