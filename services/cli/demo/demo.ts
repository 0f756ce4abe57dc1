import { Command, Option } from 'commander';
import { whole } from '../target/target';

export const demoCommand = (): Command =>
  new Command('demo')
    .description(
      'an attack on a local organization, told step by step: CloudTrail is stopped, or what --playbook names',
    )
    .addOption(whole('--accounts <n>', 'member accounts', [1, 1_000], 5))
    .addOption(whole('--latency <ms>', 'added to every AWS call', [0, 5_000], 20))
    .addOption(
      new Option('--playbook <name>', 'another attack, and the playbook that answers it').choices([
        'bucket-policy',
        'instance-login',
      ]),
    )
    .option('--json', 'one JSON object')
    .action(async (options) => {
      if (options.playbook === 'bucket-policy')
        return (await import('./demo-bucket')).demoBucket(options);
      if (options.playbook === 'instance-login')
        return (await import('./demo-login')).demoLogin(options);
      return (await import('./run-demo')).runDemo(options);
    });
