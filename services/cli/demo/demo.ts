import { Command } from 'commander';
import { wholeNumber } from '../target/target';

export const demoCommand = (): Command =>
  new Command('demo')
    .description('an attacker stops CloudTrail in a member account of a local organization')
    .option('--accounts <n>', 'member accounts', wholeNumber('--accounts', 1, 1_000), 5)
    .option('--latency <ms>', 'added to every AWS call', wholeNumber('--latency', 0, 5_000), 20)
    .option('--json', 'one JSON object')
    .action(async (options) => (await import('./run-demo')).runDemo(options));
