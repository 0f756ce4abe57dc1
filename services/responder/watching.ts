import { wantSweep } from '../../shared/aws/coverage/claim-sweep';
import type { Check } from '../../shared/aws/queue';
import type { Table } from '../../shared/aws/table/table';
import { countCloseLook } from '../../shared/aws/watch/close-looks';
import { watchOf } from '../../shared/aws/watch/find-watches';
import {
  advanceWatch,
  beginWatch,
  endWatch,
  oweLook,
  rejoinWatch,
  wakeAtEnd,
} from '../../shared/aws/watch/write-watch';
import type { Watch, WatchedPlace } from '../../shared/domain/watch';

/** The rows of watched places, and the messages that carry their looks. All of it throws what AWS says. */
export interface Watching {
  /** For how long AWS may tell of nothing after a trail was started. */
  readonly deafMs: number;
  readonly regions: readonly string[];
  readonly of: (place: WatchedPlace) => Promise<Watch | undefined>;
  readonly begin: (watch: Watch) => Promise<boolean>;
  /** Without `after` the series ends. */
  readonly advance: (before: Watch, after: Watch | undefined, at: string) => Promise<boolean>;
  readonly owe: (watch: Watch, at: string) => Promise<Watch | undefined>;
  readonly wake: (watch: Watch, wakeAt: string) => Promise<void>;
  /** Counts a look at the close pace; false where the minute has as many as it takes. */
  readonly mayLookClosely: (accountId: string, at: string) => Promise<boolean>;
  /** The account that left then is heard again. */
  readonly rejoin: (accountId: string, departedAt: string) => Promise<void>;
  /** Ends all that is owed to the account, which left. */
  readonly leave: (watch: Watch) => Promise<void>;
  readonly sweepAt: (at: string) => Promise<void>;
  readonly ask: (checks: readonly Check[], delaySeconds: number) => Promise<void>;
}

interface World extends Pick<Watching, 'deafMs' | 'regions' | 'leave' | 'ask'> {
  readonly table: Table;
}

export const watchWith = ({ table, ...world }: World): Watching => ({
  ...world,
  of: (place) => watchOf(table, place),
  begin: (watch) => beginWatch(table, watch),
  advance: (before, after, at) =>
    after ? advanceWatch(table, before, after) : endWatch(table, before, at),
  owe: (watch, at) => oweLook(table, watch, at),
  wake: (watch, wakeAt) => wakeAtEnd(table, watch, wakeAt),
  mayLookClosely: (accountId, at) => countCloseLook(table, accountId, at),
  rejoin: async (accountId, departedAt) => {
    await Promise.all(
      world.regions.map((region) => rejoinWatch(table, { accountId, region }, departedAt)),
    );
  },
  sweepAt: (at) => wantSweep(table, at),
});
