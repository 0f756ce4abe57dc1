import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { callerAccount } from '../../../shared/aws/become-named';
import type { Importer } from '../../../shared/tell/report/asff';
import { type Format, formats } from '../../../shared/tell/report/formats';
import { namedIncidentOf } from '../target/incident-of';
import { connectionTo, type Target } from '../target/target';
import { onTerminal } from '../terminal/on-terminal';
import { print } from '../terminal/print';
import { UserError } from '../terminal/user-error';

interface ReportOptions extends Target {
  readonly format?: Format;
  readonly out?: string;
}

export async function reportIncident(id: string, options: ReportOptions): Promise<void> {
  const { out } = options;
  const format = formatOf(options);
  const incident = await namedIncidentOf(id, options);
  const making = { at: new Date().toISOString(), importer: await importerOf(options, format) };
  const text = formats[format](incident, making);
  if (out === undefined) process.stdout.write(process.stdout.isTTY ? onTerminal(text) : text);
  else {
    write(out, text);
    print(`Wrote ${out}.`);
  }
}

/** What was asked for, else what the file's name says. Refuses two that are not the same. */
export function formatOf({
  format,
  json,
  out,
}: Pick<ReportOptions, 'format' | 'json' | 'out'>): Format {
  if (json && format !== undefined && format !== 'json') {
    throw new UserError(`--json and --format ${format} are two formats; choose one.`);
  }
  const asked = json ? 'json' : format;
  const named = BY_EXTENSION[extname(out ?? '').toLowerCase()];
  if (!asked) return named?.[0] ?? 'md';
  if (named && !named.includes(asked)) {
    throw new UserError(`--format ${asked} is not what ${out} would hold by its name.`);
  }
  return asked;
}

/** The first is meant where none is asked for. */
const BY_EXTENSION: Readonly<Record<string, readonly Format[]>> = {
  '.html': ['html'],
  '.htm': ['html'],
  '.md': ['md'],
  '.json': ['json', 'ocsf', 'asff'],
};

/** Only one format names it, and only that one pays for the question. */
async function importerOf(options: Target, format: Format): Promise<Importer> {
  const connection = connectionTo(options);
  const region = connection.region ?? 'us-east-1';
  const isAsked = format === 'asff';
  return { region, accountId: isAsked ? await callerAccount(connection) : '' };
}

function write(file: string, text: string): void {
  try {
    // It names people, addresses and keys.
    writeFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EISDIR' ? 'it is a folder' : code;
    throw new UserError(`${file} cannot be written: ${why}.`);
  }
}
