import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { listAccounts } from '../../shared/aws/organization';
import { openQueue } from '../../shared/aws/queue';
import { print, printJson } from './print';
import { reachMembers } from './reach-members';
import { connectionTo, placesOption, type Target, withTarget } from './target';
import { UserError } from './user-error';

interface Options extends Target {
  readonly account?: readonly string[];
  readonly in?: readonly string[];
  readonly queueUrl?: string;
  readonly json?: boolean;
}

export const sweepCommand = (): Command =>
  withTarget(new Command('sweep'))
    .description('ask the warden to look at every account now; it restores and captures')
    .requiredOption('--queue-url <url>', 'the signals queue (stack output SignalsUrl)')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in <region...>', 'these Regions (default: the home Region)')
    .option('--json', 'for programs')
    .action(sweep);

async function sweep(options: Options): Promise<void> {
  if (!options.queueUrl || !URL.canParse(options.queueUrl)) {
    throw new UserError('--queue-url must be the URL of the signals queue.');
  }
  placesOption(options);
  const connection = connectionTo(options);
  const { operator } = await reachMembers(connection);
  const accounts = options.account ?? (await listAccounts(operator)).map(({ id }) => id);
  const regions = options.in ?? [connection.region ?? 'us-east-1'];
  const checks = accounts.flatMap((accountId) =>
    regions.map((region) => ({ id: randomUUID(), accountId, region, by: 'trailwarden sweep' })),
  );
  const queue = openQueue(operator);
  for (let first = 0; first < checks.length; first += 10) {
    await queue.sendChecks(options.queueUrl, checks.slice(first, first + 10));
  }
  if (options.json) printJson({ asked: checks });
  else
    print(`Asked for ${checks.length} looks; "trailwarden incidents list" shows what they find.`);
}
