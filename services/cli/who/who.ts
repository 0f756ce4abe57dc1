import { Command } from 'commander';
import { withTarget } from '../target/target';

export const whoCommand = (): Command =>
  withTarget(new Command('who'))
    .description('who did it, through which roles, and whom to tell')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option(
      '--again',
      'walk the records now instead of reading what is written down; writes nothing',
    )
    .option('--in <region...>', 'with --again: where STS may have been asked too')
    .option('--contacts <file>', 'with --again: another contacts file than the warden’s')
    .option(
      '--logs <where>',
      'walk now, and where Event history has nothing read the trail’s log files too: s3://BUCKET/PREFIX, read as you, or a folder laid out as the bucket',
    )
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when no person can be named.\n\nExample:\n  trailwarden who inc-20261121t204953-9f2c41 --again --in us-east-1 eu-west-1\n  trailwarden who inc-20261121t204953-9f2c41 --logs s3://org-logs',
    )
    .action(async (id, options) => (await import('./who-show')).showWho(id, options));
