import { hasCode } from '../../shared/aws/classify';
import { openAccountPages } from '../../shared/aws/coverage/account-pages';
import { advanceSweep, claimSweep, restartListing } from '../../shared/aws/coverage/claim-sweep';
import { openChecks } from '../../shared/aws/coverage/send-checks';
import { openTable } from '../../shared/aws/table/table';
import type { Settings } from './settings';
import type { Sweeper } from './sweep';

/** One invocation as Lambda tells of it. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** The sweeper as it runs in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): (invocation: Invocation) => Sweeper {
  const { signalsUrl, regions, everyMinutes } = settings;
  const now = () => new Date();
  const table = openTable(settings.table);
  const ask = openChecks(signalsUrl);
  const accountPage = openAccountPages();
  return ({ awsRequestId, getRemainingTimeInMillis }) => ({
    now,
    claim: () => claimSweep(table, { owner: awsRequestId, now: now(), regions, everyMinutes }),
    accountsFrom: (next) =>
      accountPage(next).catch((error: unknown) => {
        // How long a NextToken lives is not documented.
        if (next && hasCode(error, 'InvalidInputException')) return undefined;
        throw error;
      }),
    restart: (sweep) => restartListing(table, sweep),
    ask,
    advance: (sweep, progress) => advanceSweep(table, sweep, progress),
    leftMs: getRemainingTimeInMillis,
  });
}
