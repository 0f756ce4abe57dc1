import { Command } from 'commander';
import { baselineAcceptCommand } from './baseline-accept';
import { baselineDiffCommand } from './baseline-diff';
import { baselineHistoryCommand } from './baseline-history';
import { baselineListCommand } from './baseline-list';
import { baselineRetireCommand } from './baseline-retire';
import { baselineShowCommand } from './baseline-show';

export const baselineCommand = (): Command =>
  new Command('baseline')
    .description('what every subject must be, and how that changes on purpose')
    .addCommand(baselineListCommand())
    .addCommand(baselineShowCommand())
    .addCommand(baselineDiffCommand())
    .addCommand(baselineAcceptCommand())
    .addCommand(baselineRetireCommand())
    .addCommand(baselineHistoryCommand());
