import { becomeKeeper, type Named } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { exitCode, UserError } from '../terminal/user-error';

/** The role that may say what is right, used only with a correct clock: what is written carries its time. */
export async function asKeeper(connection: Connection): Promise<Named> {
  const keeper = await becomeKeeper(connection);
  const wrong = wrongClock(keeper.aheadMs);
  if (wrong) throw new UserError(wrong, exitCode.bad);
  return keeper;
}

/** Why nothing is written by this clock; nothing when it and AWS's differ by at most a minute. */
export function wrongClock(aheadMs: number | undefined): string | undefined {
  if (aheadMs === undefined || Math.abs(aheadMs) <= A_MINUTE_MS) return undefined;
  const minutes = Math.round(Math.abs(aheadMs) / A_MINUTE_MS);
  const how = aheadMs > 0 ? 'ahead of' : 'behind';
  return `Nothing was written: the clock of this machine is ${minutes} min ${how} AWS's, and what is written carries its time. Correct the clock, and repeat the command.`;
}

const A_MINUTE_MS = 60_000;
