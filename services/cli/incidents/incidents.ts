import { Command } from 'commander';
import { incidentsListCommand } from './incidents-list';
import { incidentsShowCommand } from './incidents-show';

export const incidentsCommand = (): Command =>
  new Command('incidents')
    .description('what happened: every episode of tampering')
    .addCommand(incidentsListCommand())
    .addCommand(incidentsShowCommand());
