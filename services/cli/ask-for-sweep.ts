import { randomUUID } from 'node:crypto';
import { listAccounts } from '../../shared/aws/organization';
import { openQueue } from '../../shared/aws/queue';
import { becomeOperator } from './become-operator';
import { print, printJson } from './print';
import { connectionTo, placesOption, type Target } from './target';
import { UserError } from './user-error';

export interface SweepOptions extends Target {
  readonly account?: readonly string[];
  readonly in?: readonly string[];
  readonly queueUrl?: string;
  readonly json?: boolean;
}

export async function askForSweep(options: SweepOptions): Promise<void> {
  if (!options.queueUrl || !URL.canParse(options.queueUrl)) {
    throw new UserError('--queue-url must be the URL of the signals queue.');
  }
  placesOption(options);
  const connection = connectionTo(options);
  const operator = await becomeOperator(connection);
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
