import { Command } from 'commander';
import { withTarget } from '../target/target';
import type { IncidentShowOptions } from './show-incident';

export const incidentsShowCommand = (): Command =>
  withTarget(new Command('show'))
    .description('one incident as a timeline')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option('--json', 'for programs')
    .action(async (id: string, options: IncidentShowOptions) =>
      (await import('./show-incident')).showIncident(id, options),
    );
