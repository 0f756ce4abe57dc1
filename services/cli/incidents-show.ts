import { Command } from 'commander';
import { getIncident } from '../../shared/aws/incidents/find-incidents';
import { printJson } from './print';
import { printIncident } from './print-incident';
import { type Target, tableOf, withTarget } from './target';
import { exitCode, UserError } from './user-error';

export const incidentsShowCommand = (): Command =>
  withTarget(new Command('show'))
    .description('one incident as a timeline')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option('--json', 'for programs')
    .action(showIncident);

async function showIncident(
  id: string,
  options: Target & { readonly json?: boolean },
): Promise<void> {
  const incident = await getIncident(tableOf(options), id);
  if (!incident) {
    throw new UserError(
      `There is no incident ${id} in table ${options.table}; "trailwarden incidents list" shows all.`,
      exitCode.usage,
    );
  }
  if (options.json) printJson(incident);
  else printIncident(incident);
}
