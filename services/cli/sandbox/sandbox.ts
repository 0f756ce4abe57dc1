import { Command } from 'commander';
import { wholeNumber } from '../target/target';

export const sandboxCommand = (): Command =>
  new Command('sandbox')
    .description('a local AWS Organization, guarded, for the AWS CLI and any SDK; Ctrl-C ends it')
    .option('--port <port>', 'on 127.0.0.1', wholeNumber('--port', 1, 65_535), 4566)
    .option('--accounts <n>', 'member accounts', wholeNumber('--accounts', 1, 1_000), 3)
    .option('--latency <ms>', 'added to every AWS call', wholeNumber('--latency', 0, 5_000), 0)
    .option('--quotas', 'AWS’s request quotas')
    .option(
      '--speed <n>',
      'seconds of its clock in one of yours',
      wholeNumber('--speed', 1, 3_600),
      1,
    )
    .option('--json', 'one JSON object a line')
    .action(async (options) => (await import('./run-sandbox')).runSandbox(options));
