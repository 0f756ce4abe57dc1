import { Command } from 'commander';
import { incidentStates } from '../../../shared/domain/incident';
import { SUBJECT } from '../options/named-subject';
import { whole, withTarget } from '../target/target';

export const incidentsCommand = (): Command =>
  new Command('incidents')
    .description('what happened: every episode of tampering')
    .addCommand(listCommand())
    .addCommand(showCommand());

const listCommand = (): Command =>
  withTarget(new Command('list'))
    .description('newest first')
    .option('--account <id>', 'only this account')
    .option(
      '--actor <who>',
      'only by this principal, role, source identity, or person as "Who" names them',
    )
    .option('--technique <id>', 'only this technique or row, e.g. stop-logging or CT-01')
    .option(
      '--subject <arn>',
      `only this subject: ${SUBJECT}; a place that is unread or silent is ACCOUNT/REGION`,
    )
    .option('--state <state>', `only in this state: ${incidentStates.join(', ')}`)
    .option('--unacknowledged', 'only those without an answer')
    .option('--since <time>', 'opened at or after: 24h, 7d, or an ISO time')
    .option('--until <time>', 'opened at or before')
    .option('--after <cursor>', 'go on after the last page ("next" in --json)')
    .addOption(whole('--limit <n>', 'at most this many', [1, 10_000], 50))
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExample:\n  trailwarden incidents list --technique stop-logging --since 7d',
    )
    .action(async (options) => (await import('./list-incidents')).listIncidents(options));

const showCommand = (): Command =>
  withTarget(new Command('show'))
    .description('one incident as a timeline')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option('--json', 'for programs')
    .action(async (id, options) => (await import('./print-incident')).showIncident(id, options));
