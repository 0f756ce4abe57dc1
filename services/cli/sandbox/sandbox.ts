import { Command } from 'commander';
import { whole } from '../target/target';

export const sandboxCommand = (): Command =>
  new Command('sandbox')
    .description('a local AWS Organization, guarded, for the AWS CLI and any SDK; Ctrl-C ends it')
    .addOption(whole('--port <port>', 'on 127.0.0.1', [1, 65_535], 4566))
    .addOption(whole('--accounts <n>', 'member accounts', [1, 1_000], 3))
    .addOption(whole('--latency <ms>', 'added to every AWS call', [0, 5_000], 0))
    .option('--quotas', 'AWS’s request quotas')
    .addOption(whole('--speed <n>', 'seconds of its clock in one of yours', [1, 3_600], 1))
    .option('--json', 'one JSON object a line')
    .action(async (options) => (await import('./run-sandbox')).runSandbox(options));
