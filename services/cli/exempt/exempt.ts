import { Command } from 'commander';
import { exemptAddCommand } from './exempt-add';
import { exemptEndCommand } from './exempt-end';
import { exemptListCommand } from './exempt-list';

export const exemptCommand = (): Command =>
  new Command('exempt')
    .description('planned changes: while one is in force nothing is put back')
    .addCommand(exemptAddCommand())
    .addCommand(exemptListCommand())
    .addCommand(exemptEndCommand());
