import { randomBytes } from 'node:crypto';
import { doubtInExemption } from '../../../shared/aws/baselines/sealed';
import { callerAccount } from '../../../shared/aws/become-named';
import { hasCode } from '../../../shared/aws/classify';
import type { Connection } from '../../../shared/aws/connection';
import { accountsBeneath } from '../../../shared/aws/deployment/read-organization-level';
import {
  declareExemption,
  endExemption,
  exemptionId,
  WHOLE_ACCOUNT,
} from '../../../shared/aws/exemptions/declare-exemption';
import { findExemptions } from '../../../shared/aws/exemptions/find-exemptions';
import { openTable, type Table } from '../../../shared/aws/table/table';
import { wakeAtEnd } from '../../../shared/aws/watch/watches';
import type { Exemption } from '../../../shared/domain/exemption';
import { partitionOf } from '../../../shared/domain/trail';
import { waitUntil } from '../../../shared/watch/series';
import { sealOf } from '../baseline/baseline-verified';
import { afterMemory, lookAtEnd } from '../exempt/exempt-scope';
import { accountsOrAll, ofEach, wordsOption } from '../options/baseline-options';
import { timeOption } from '../options/time-option';
import { confirmed } from '../release/confirmed';
import { asKeeper } from '../target/as-keeper';
import { becomeOperator } from '../target/become-operator';
import { connectionTo, type Target } from '../target/target';
import { counted, print, printJson } from '../terminal/print';
import { UserError } from '../terminal/user-error';

interface ScopeOptions extends Target {
  readonly account?: readonly string[];
  readonly unit?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

interface PauseOptions extends ScopeOptions {
  readonly for: string;
  readonly why: string;
}

const MOST_HOURS = 24;

export async function runPause(options: PauseOptions): Promise<void> {
  const declaredAt = new Date();
  const until = endOf(options.for, declaredAt);
  const why = wordsOption('--why', options.why);
  const here = connectionTo(options);
  const { accounts, scope } = await scopeOf(options, here);
  const what = `${scope} (${counted(accounts.length, 'account')})`;
  if (!options.json)
    print(
      `Until ${until.toISOString()} nothing is put back in ${what}. All is noticed and told as ever.`,
    );
  if (!options.yes && !(await confirmed('Pause it?'))) return;
  const { connection, caller: by } = await asKeeper(here);
  const table = openTable(options.table, connection);
  const seal = sealOf(connection);
  const unique = randomBytes(4).toString('hex');
  const now = declaredAt.toISOString();
  const bus = await busOf(here);
  const said = { until, by, why, declaredAt, seal };
  // Told first: whatever is paused, people know of it.
  const notice = await declareExemption(table, {
    ...{ ...said, scope: { accountId: bus.accountId, subjectKey: bus.key } },
    pause: { scope, isNotice: true },
    id: exemptionId(bus.accountId, randomBytes(4).toString('hex')),
  });
  const paused = await ofEach(accounts, async (accountId) => {
    const at = { accountId, subjectKey: WHOLE_ACCOUNT };
    const id = exemptionId(accountId, unique);
    const one = await declareExemption(table, { ...said, scope: at, id, pause: { scope } });
    await lookAtEnd(table, at, { end: until.toISOString(), now });
    return [one];
  });
  // The bus is looked at once the responder knows of it, and again at the end.
  for (const end of [afterMemory(now), until.toISOString()])
    await wakeAtEnd(table, waitUntil(bus, end, now), end);
  if (options.json) {
    printJson({ scope, until: notice.until, accounts, ids: paused.map(({ id }) => id) });
    return;
  }
  print(`Paused: ${what}, until ${notice.until}; in force within a minute from now.`);
  print('To end it before: trailwarden resume, with the same accounts or unit.');
}

export async function runResume(options: ScopeOptions): Promise<void> {
  const here = connectionTo(options);
  const { accounts, scope } = await scopeOf(options, here);
  if (!options.yes && !(await confirmed(`Put back again what differs in ${scope}?`))) return;
  const { connection, caller: by } = await asKeeper(here);
  const table = openTable(options.table, connection);
  const at = new Date().toISOString();
  const bus = await busOf(here);
  const ended = await ofEach(accounts, (accountId) =>
    endPauses(table, connection, accountId, { at, by }),
  );
  const left = await pausedStill(
    table,
    await accountsOrAll(undefined, await becomeOperator(here)),
    at,
  );
  // What is told ends with the last account that it is about.
  if (left.length === 0) {
    const all = await findExemptions(table, bus.accountId, at);
    for (const notice of all.filter(({ pause, until }) => pause?.isNotice && until > at))
      await end(table, connection, notice, { at, by });
    await wakeAtEnd(table, waitUntil(bus, afterMemory(at), at), afterMemory(at));
  }
  if (options.json) {
    printJson({ scope, ended: ended.map(({ id }) => id), stillPaused: left });
    return;
  }
  if (ended.length === 0) throw new UserError(`Nothing is paused in ${scope}.`);
  print(
    `${counted(ended.length, 'account')} of ${scope} guarded again, and looked at a minute from now.`,
  );
  if (left.length > 0) print(`Still paused: ${left.join(', ')}.`);
}

async function endPauses(
  table: Table,
  keeper: Connection,
  accountId: string,
  how: { readonly at: string; readonly by: string },
): Promise<readonly Exemption[]> {
  const all = await findExemptions(table, accountId, how.at);
  const inForce = all.filter(({ pause, until }) => pause && !pause.isNotice && until > how.at);
  const ended = await Promise.all(inForce.map((one) => end(table, keeper, one, how)));
  if (inForce.length > 0) {
    const scope = { accountId, subjectKey: WHOLE_ACCOUNT };
    await lookAtEnd(table, scope, { end: afterMemory(how.at), now: how.at });
  }
  return ended.flatMap((one) => one ?? []);
}

/** A forged one is ended and stays forged. */
async function end(
  table: Table,
  keeper: Connection,
  exemption: Exemption,
  how: { readonly at: string; readonly by: string },
): Promise<Exemption | undefined> {
  const seal = sealOf(keeper);
  const isForged = (await doubtInExemption(seal, exemption))?.kind === 'forged';
  return endExemption(table, exemption, { ...how, ...(!isForged && { seal }) });
}

const pausedStill = (table: Table, accounts: readonly { readonly id: string }[], at: string) =>
  ofEach(accounts, async ({ id }) => {
    const all = await findExemptions(table, id, at);
    return all.some(({ pause, until }) => pause && !pause.isNotice && until > at) ? [id] : [];
  });

function endOf(text: string, now: Date): Date {
  const until = timeOption('--for', text, { now, ahead: true });
  const hours = (until.getTime() - now.getTime()) / 3_600_000;
  if (hours > 0 && hours <= MOST_HOURS) return until;
  throw new UserError(
    `--for ${text} must be at most ${MOST_HOURS} hours ahead; a planned change may be longer: trailwarden exempt add.`,
  );
}

/** Refuses nothing named, and more than one way to name it. */
async function scopeOf(
  { account, unit, all }: ScopeOptions,
  here: Connection,
): Promise<{ readonly accounts: readonly string[]; readonly scope: string }> {
  const named = [account, unit, all].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw new UserError('Say one of --account 111122223333, --unit ou-a1b2-c3d4e5f6, or --all.');
  const listed = await accountsOrAll(account, await becomeOperator(here));
  const ids = listed.map(({ id }) => id);
  if (!unit) return { accounts: ids, scope: all ? 'the whole organization' : ids.join(', ') };
  const beneath = await accountsBeneath(here, unit).catch((error: unknown) => {
    if (hasCode(error, 'ParentNotFoundException')) return [] as readonly string[];
    throw error;
  });
  const accounts = ids.filter((id) => beneath.includes(id));
  if (accounts.length === 0)
    throw new UserError(`There is no active account beneath ${unit}; see its id in Organizations.`);
  return { accounts, scope: `unit ${unit}` };
}

/** There is one bus, in the security account: what concerns all of them is told there. */
async function busOf(here: Connection) {
  const accountId = await callerAccount(here);
  const region = here.region ?? 'us-east-1';
  const arn = `arn:${partitionOf(region)}:events:${region}:${accountId}:event-bus/trailwarden`;
  return { accountId, region, key: `warden#${arn}` };
}
