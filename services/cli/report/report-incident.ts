import { writeFileSync } from 'node:fs';
import { callerAccount } from '../../../shared/aws/caller-account';
import type { Importer } from '../../../shared/report/asff';
import { type Format, formats } from '../../../shared/report/formats';
import { incidentOf } from '../incident-of';
import { onTerminal } from '../on-terminal';
import { print } from '../print';
import { connectionTo, type Target } from '../target';
import { UserError } from '../user-error';

export interface ReportOptions extends Target {
  readonly format: Format;
  readonly out?: string;
  readonly json?: boolean;
}

export async function reportIncident(id: string, options: ReportOptions): Promise<void> {
  const { format, json, out } = options;
  const incident = await incidentOf(id, options);
  const making = { at: new Date().toISOString(), importer: await importerOf(options) };
  const text = formats[json ? 'json' : format](incident, making);
  if (out === undefined) process.stdout.write(process.stdout.isTTY ? onTerminal(text) : text);
  else {
    write(out, text);
    print(`Wrote ${out}.`);
  }
}

/** Only one format names it, and only that one pays for the question. */
async function importerOf(options: ReportOptions): Promise<Importer> {
  const connection = connectionTo(options);
  const region = connection.region ?? 'us-east-1';
  const isAsked = options.format === 'asff' && !options.json;
  return { region, accountId: isAsked ? await callerAccount(connection) : '' };
}

function write(file: string, text: string): void {
  try {
    // It names people, addresses and keys.
    writeFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}.`);
  }
}
