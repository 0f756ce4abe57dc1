import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { Incident } from '../../../shared/domain/incident';
import type { ActorFindings } from '../../../shared/investigate/lineage/investigate-actor';
import { plainly } from '../../../shared/tell/report/plain';
import { whereOption } from '../log-files/open-logs';
import { tableOf } from '../target/table-of';
import { placesOption } from '../target/target';
import { printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { type WalkOptions, walkAgain } from './who-again';
import { printWho } from './who-print';

export interface WhoOptions extends WalkOptions {
  readonly again?: boolean;
  readonly json?: boolean;
}

export async function showWho(id: string, options: WhoOptions): Promise<void> {
  placesOption(options);
  if (options.logs !== undefined) whereOption(options.logs);
  const incident = await getIncident(tableOf(options), id);
  if (!incident) {
    throw new UserError(
      `There is no incident ${id} in table ${options.table}; "trailwarden incidents list" shows all.`,
    );
  }
  const found =
    options.again || options.logs ? await walkAgain(incident, options) : writtenDown(incident);
  if (options.json) printJson({ id, ...found });
  else printWho(plainly({ ...incident, ...found }), plainly(found));
  process.exitCode = found.lineage.human ? exitCode.ok : exitCode.bad;
}

function writtenDown({ id, lineage, contacts }: Incident): ActorFindings {
  if (!lineage) {
    throw new UserError(
      `The person behind ${id} has not been looked for yet; "trailwarden who ${id} --again" looks now.`,
      exitCode.bad,
    );
  }
  return { lineage, contacts: contacts ?? { contacts: [], asked: [] } };
}
