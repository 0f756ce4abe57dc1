import type { AccountPage } from '../../shared/aws/coverage/account-pages';
import type { ClaimedSweep, Progress } from '../../shared/aws/coverage/claim-sweep';
import type { Check } from '../../shared/aws/queue';

/** Everything the sweeper needs of the world. */
export interface Sweeper {
  readonly now: () => Date;
  /** Nothing when there is nothing to do: somebody else is at it, or the last sweep has just begun. */
  readonly claim: () => Promise<ClaimedSweep | undefined>;
  /** A page of the organization's accounts; nothing when there is no such page any more. */
  readonly accountsFrom: (next?: string) => Promise<AccountPage | undefined>;
  /** The page to go on with is gone: the sweep lists from the start. */
  readonly restart: (sweep: ClaimedSweep) => Promise<void>;
  /** Asks for looks, at most ten at once. Throws when any was not taken. */
  readonly ask: (checks: readonly Check[]) => Promise<void>;
  /** Nothing when the sweep is no longer ours. */
  readonly advance: (sweep: ClaimedSweep, progress: Progress) => Promise<ClaimedSweep | undefined>;
  /** How long this invocation may still run. */
  readonly leftMs: () => number;
}

export interface SweepReport {
  /** `idle`: there was nothing to do. `lost`: somebody else goes on with it. `left`: out of time. */
  readonly outcome: 'swept' | 'idle' | 'lost' | 'left';
  readonly sweep?: ClaimedSweep;
  readonly checks: number;
}

/**
 * One sweep of the organization, or the rest of one that died: page by page, a check for each active
 * account × Region, and only then the cursor. Dying in between asks for one page twice, which does
 * nothing the second time.
 */
export async function sweep(sweeper: Sweeper): Promise<SweepReport> {
  let mine = await sweeper.claim();
  if (!mine) return { outcome: 'idle', checks: 0 };
  let checks = 0;
  while (!mine.finishedAt) {
    if (sweeper.leftMs() < ENOUGH_FOR_A_PAGE_MS) return { outcome: 'left', sweep: mine, checks };
    const page: AccountPage = await pageOf(mine, sweeper);
    const accounts = page.accounts.filter(({ state }) => state === 'ACTIVE');
    const asked = checksOf(mine, accounts);
    await askAll(asked, sweeper);
    checks += asked.length;
    const next = await sweeper.advance(mine, {
      accounts: accounts.length,
      now: sweeper.now(),
      ...(page.next && { next: page.next }),
    });
    if (!next) return { outcome: 'lost', sweep: mine, checks };
    mine = next;
  }
  return { outcome: 'swept', sweep: mine, checks };
}

const ENOUGH_FOR_A_PAGE_MS = 30_000;

async function pageOf(mine: ClaimedSweep, sweeper: Sweeper): Promise<AccountPage> {
  const page = await sweeper.accountsFrom(mine.next);
  if (page) return page;
  await sweeper.restart(mine);
  const first = await sweeper.accountsFrom();
  if (!first) throw new Error('Organizations lists no accounts, not even from the start.');
  return first;
}

const checksOf = (
  { id, regions }: ClaimedSweep,
  accounts: AccountPage['accounts'],
): readonly Check[] =>
  accounts.flatMap(({ id: accountId }) =>
    regions.map((region) => ({
      id: `${id}/${accountId}/${region}`,
      accountId,
      region,
      by: 'sweep',
    })),
  );

/** The batches of a page leave together: twenty accounts in four Regions are eight. */
async function askAll(checks: readonly Check[], { ask }: Sweeper): Promise<void> {
  const batches = Array.from({ length: Math.ceil(checks.length / 10) }, (_, index) =>
    checks.slice(10 * index, 10 * index + 10),
  );
  await Promise.all(batches.map(ask));
}
