import { Command } from 'commander';
import { answers } from '../../../shared/domain/acknowledgement';
import { withTarget } from '../target/target';

export const ackCommand = (): Command =>
  withTarget(new Command('ack'))
    .description('answer an incident; its reminders end')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .requiredOption('--as <answer>', answers.join(', '))
    .option('--note <words>', 'kept with who answered')
    .option(
      '--seen <time>',
      'answer only if it did not happen again since ("lastBlowAt" in --json)',
    )
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (id, options) => (await import('./ack-incident')).ackIncident(id, options));

const EXAMPLE = `
planned   it was us, on purpose; tickets and alerts are closed
not-me    none of us did this; alerts are acknowledged and tickets stay open
handled   it is dealt with; tickets and alerts are closed
Where a playbook asked a question (incidents show), planned is its yes, and not-me its no.
Needs the role trailwarden-acknowledger. A later answer takes the place of an earlier one.
An answer covers what happened until then; what comes after is an incident of its own.
Example:
  trailwarden ack inc-20261121t204953-9f2c41 --as planned --note "CHG-1042"`;
