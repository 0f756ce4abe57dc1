import { readFile } from 'node:fs/promises';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { TellingIncident } from '../../../shared/watch/digests/account-for';
import { textOf } from '../replay/text-of';
import { tableOf } from '../target/table-of';
import type { Target } from '../target/target';
import { UserError } from '../terminal/user-error';

/**
 * Every incident on a trail: from a table, or from a file of what `trailwarden incidents show --json`
 * printed, one or a list. Throws one sentence when the file holds anything else.
 */
export const readIncidents = (
  from: string,
  trailArn: string,
  target: Omit<Target, 'table'>,
): Promise<readonly TellingIncident[]> =>
  /\.json$|[/\\]/.test(from)
    ? inFile(from, trailArn)
    : inTable(trailArn, { ...target, table: from });

async function inTable(trailArn: string, target: Target): Promise<readonly TellingIncident[]> {
  const table = tableOf(target);
  const found: TellingIncident[] = [];
  for await (const { id } of findIncidents(table, { subjectKey: `trail#${trailArn}` })) {
    const incident = await getIncident(table, id);
    if (incident) found.push(incident);
  }
  return found;
}

async function inFile(path: string, trailArn: string): Promise<readonly TellingIncident[]> {
  const read = parsed(await readFile(path).then(textOf, () => ''));
  const all: readonly unknown[] = Array.isArray(read) ? read : [read];
  if (!all.every(isIncident)) {
    throw new UserError(
      `--incidents ${path} must hold what "trailwarden incidents show … --json" printed, one or a list.`,
    );
  }
  return all.filter(({ subjectId }) => subjectId === trailArn);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isIncident = (one: unknown): one is TellingIncident & { readonly subjectId: string } => {
  const { id, subjectId, openedAt, techniques, windows } = Object(one) as Record<string, unknown>;
  return (
    [id, subjectId, openedAt].every((text) => typeof text === 'string') &&
    Array.isArray(techniques) &&
    Array.isArray(windows)
  );
};
