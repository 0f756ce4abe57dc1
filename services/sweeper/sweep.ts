import type { AccountPage } from '../../shared/aws/coverage/account-pages';
import type { ClaimedSweep, Progress } from '../../shared/aws/coverage/coverage';
import type { Check } from '../../shared/aws/queue';
import { inGroupsOf } from '../../shared/domain/in-groups-of';
import { isDeep } from '../../shared/watch/coverage/is-deep';

/** Everything the sweeper needs of the world. */
export interface Sweeper {
  readonly now: () => Date;
  readonly everyMinutes: number;
  /** Nothing when there is nothing to do: another sweeper has it, or the last sweep has just begun. */
  readonly claim: (onlyWanted?: boolean) => Promise<ClaimedSweep | undefined>;
  /** A page of the organization's accounts; nothing when there is no such page any more. */
  readonly accountsFrom: (next?: string) => Promise<AccountPage | undefined>;
  /** The page to go on with is gone: the sweep lists from the start. */
  readonly restart: (sweep: ClaimedSweep) => Promise<void>;
  /** Asks for looks, at most ten at once. Throws when any was not taken. */
  readonly ask: (checks: readonly Check[]) => Promise<void>;
  /** Resolves when the queue has room for another page, or after a minute without any. */
  readonly room: () => Promise<void>;
  /** Nothing when the sweep is no longer ours. */
  readonly advance: (sweep: ClaimedSweep, progress: Progress) => Promise<ClaimedSweep | undefined>;
  /** The accounts to which something is owed, if it began before the sweep did. */
  readonly owedTo: (begunBy: string) => Promise<ReadonlySet<string>>;
  /** Has the responder end what is owed to an account that left. */
  readonly endLeft: (accountId: string, begunBy: string) => Promise<void>;
  /** Forgets the ticks of accounts that are neither in this list nor in the one before. */
  readonly forgetLeft: (active: ReadonlySet<string>, listedFrom: string) => Promise<void>;
  /** How long this invocation may still run. */
  readonly leftMs: () => number;
}

export interface SweepReport {
  /** `idle`: there was nothing to do. `lost`: another sweeper goes on with it. `left`: out of time. */
  readonly outcome: 'swept' | 'idle' | 'lost' | 'left';
  readonly sweep?: ClaimedSweep;
  /** How many accounts × Regions were asked for. */
  readonly checks: number;
  /** Accounts to which something was owed, and which the organization no longer lists: all of it ends. */
  readonly gone?: readonly string[];
  /** Why that could not be found out, or not be done for all of them: the next sweep tries it again. */
  readonly goneNotKnown?: string;
}

/**
 * One sweep of the organization, or the rest of one that died: page by page, a check for each active
 * account × Region, and only then the cursor. Dying in between asks for one page twice, which does
 * nothing the second time.
 *
 *   list 1 ── list 2 ─────── list 3 ─────        the next page is on its way while one is asked for:
 *           └ ask 1 ─ cursor └ ask 2 ─ cursor     listing accounts is what takes the time
 *                   └ room           └ room
 */
export async function sweep(sweeper: Sweeper, onlyWanted = false): Promise<SweepReport> {
  let mine = await sweeper.claim(onlyWanted);
  if (!mine) return { outcome: 'idle', checks: 0 };
  let checks = 0;
  // This invocation does not know what another one listed: then the next sweep finds the departed accounts.
  let listed: Map<string, string> | undefined = mine.next ? undefined : new Map();
  let coming = comingFrom(sweeper, mine.next);
  while (!mine.finishedAt) {
    if (sweeper.leftMs() < ENOUGH_FOR_A_PAGE_MS) return { outcome: 'left', sweep: mine, checks };
    const came = await coming;
    if (!came) listed = new Map();
    const page: AccountPage = came ?? (await listAnew(mine, sweeper));
    for (const { id, state } of page.accounts) listed?.set(id, state);
    if (page.next) coming = comingFrom(sweeper, page.next);
    const accounts = page.accounts.filter(({ state }) => state === 'ACTIVE');
    await askAll(checksOf(mine, accounts, sweeper.everyMinutes), sweeper);
    checks += accounts.length * mine.regions.length;
    const progress = {
      accounts: accounts.length,
      now: sweeper.now(),
      ...(page.next && { next: page.next }),
    };
    const advanced: Promise<ClaimedSweep | undefined> = sweeper.advance(mine, progress);
    const [next] = await Promise.all([advanced, page.next ? sweeper.room() : undefined]);
    if (!next) return { outcome: 'lost', sweep: mine, checks };
    mine = next;
  }
  const left = listed ? await whoIsGone(listed, mine, sweeper) : {};
  return { outcome: 'swept', sweep: mine, checks, ...left };
}

/**
 * The sweep is over, and stays so if this fails. Each account ends separately, and ticks are forgotten all the same:
 * the next sweep finds what failed. A closed account is listed for 90 days, and does not tick.
 */
async function whoIsGone(
  listed: ReadonlyMap<string, string>,
  { startedAt }: ClaimedSweep,
  { owedTo, endLeft, forgetLeft }: Sweeper,
): Promise<Pick<SweepReport, 'gone' | 'goneNotKnown'>> {
  const failures: string[] = [];
  const tried = (work: Promise<unknown>) =>
    work.then(
      () => true,
      (error: unknown) => {
        failures.push(error instanceof Error ? error.message : String(error));
        return false;
      },
    );
  const gone: string[] = [];
  const end = async () => {
    for (const accountId of await owedTo(startedAt)) {
      if (listed.has(accountId)) continue;
      if (await tried(endLeft(accountId, startedAt))) gone.push(accountId);
    }
  };
  await tried(end());
  const active = [...listed].flatMap(([id, state]) => (state === 'ACTIVE' ? [id] : []));
  await tried(forgetLeft(new Set(active), startedAt));
  return {
    ...(gone.length > 0 && { gone }),
    ...(failures.length > 0 && { goneNotKnown: [...new Set(failures)].join('; ') }),
  };
}

/** A page may wait a minute for room. */
const ENOUGH_FOR_A_PAGE_MS = 90_000;

/** The next page. A sweep that stops before it arrives must not crash when it fails. */
function comingFrom({ accountsFrom }: Sweeper, next?: string): Promise<AccountPage | undefined> {
  const coming = accountsFrom(next);
  coming.catch(() => undefined);
  return coming;
}

async function listAnew(mine: ClaimedSweep, sweeper: Sweeper): Promise<AccountPage> {
  await sweeper.restart(mine);
  const first = await sweeper.accountsFrom();
  if (!first) throw new Error('Organizations lists no accounts, not even from the start.');
  return first;
}

/** One message for a few Regions of an account: the responder that gets it assumes the account's role once. */
const checksOf = (
  { id, regions, startedAt, isWanted }: ClaimedSweep,
  accounts: AccountPage['accounts'],
  everyMinutes: number,
): readonly Check[] =>
  accounts.flatMap(({ id: accountId }) =>
    inGroupsOf(REGIONS_A_CHECK, regions).flatMap(([region = '', ...also]) => ({
      id: `${id}/${accountId}/${region}`,
      accountId,
      region,
      ...(also.length > 0 && { also }),
      by: 'sweep',
      heartbeat: true,
      ...(!isWanted && !isDeep({ accountId, startedAt, everyMinutes }) && { isLight: true }),
    })),
  );

/** Ten such messages are a batch, and a batch has thirty seconds. */
const REGIONS_A_CHECK = 4;

/** The batches of a page leave together: twenty accounts in four Regions are two. */
async function askAll(checks: readonly Check[], { ask }: Sweeper): Promise<void> {
  await Promise.all(inGroupsOf(10, checks).map(ask));
}
