import { Command } from 'commander';

export const initCommand = (): Command =>
  new Command('init')
    .description('write trailwarden.yml: what is guarded, proposed from what your organization has')
    .option('--config <file>', 'the file to write', 'trailwarden.yml')
    .option('--region <region>', 'home Region of the security account', process.env.AWS_REGION)
    .option('--regions <region...>', 'the Regions to guard; the home Region is the first of them')
    .option('--units <id...>', 'units whose accounts are guarded; default: the root')
    .option('--canary <unit>', 'a small unit whose accounts get each version first')
    .option('--log-archive <account>', 'the account that owns the buckets of trails')
    .option('--set <name=value...>', 'more parameters, as docs/deploy.md names them')
    .option('--force', 'over a file that is there')
    .option('--profile <name>', 'profile of the security account in your AWS files')
    .option('--endpoint <url>', 'another endpoint than AWS, e.g. the sandbox')
    .option('--json', 'for programs')
    .addHelpText('after', HELP)
    .action(async (options) => (await import('./write-file')).writeFile(options));

const HELP = `
It only reads. What your credentials cannot read stays empty in the file, and is said.
Example:
  trailwarden init --profile security --region eu-central-1 --regions eu-central-1 us-east-1`;
