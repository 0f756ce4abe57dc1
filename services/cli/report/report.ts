import { Command, Option } from 'commander';
import { withTarget } from '../target/target';

/** The names of `shared/tell/report/formats`, which is loaded when one is asked for. */
const FORMATS = ['md', 'html', 'json', 'ocsf', 'asff'] as const;

export const reportCommand = (): Command =>
  withTarget(new Command('report'))
    .description('one incident, written up for the file')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .addOption(
      new Option(
        '--format <format>',
        'a page, a document, or a finding for other tools (default: as --out ends, else md)',
      ).choices(FORMATS),
    )
    .option('--out <file>', 'write it there, readable by you alone (default: print it)')
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nhtml is one file that asks the network for nothing; print it from a browser.\nasff asks AWS whose keys these are: Security Hub takes findings of its own account only.\n\nExamples:\n  trailwarden report inc-20261121t204953-9f2c41 --format html --out incident.html\n  trailwarden report inc-20261121t204953-9f2c41 --format ocsf',
    )
    .action(async (id, options) => (await import('./report-incident')).reportIncident(id, options));
