import pc from 'picocolors';
import {
  type Condition,
  type ConditionState,
  countConditions,
  worstFirst,
} from '../../../shared/deployment/condition';
import { print, printTable, printVerbatim } from './print';
import { exitCode } from './user-error';

/** A table, worst first, and below it what to do for each condition that is not met. */
export function printConditions(conditions: readonly Condition[]): void {
  printTable(
    ['condition', 'of', 'state', 'found'],
    worstFirst(conditions).map(({ id, of, state, says }) => [id, of, COLOURED[state], says]),
  );
  for (const { id, of, mend } of worstFirst(conditions)) {
    if (mend === undefined) continue;
    print(`${id} (${of}):`);
    printVerbatim(`  ${mend}`);
  }
  const { ok, advice, missing, unknown } = countConditions(conditions);
  print(`${ok} ok, ${advice} advice, ${missing} missing, ${unknown} cannot be known.`);
}

const COLOURED: Readonly<Record<ConditionState, string>> = {
  ok: pc.green('ok'),
  advice: pc.cyan('advice'),
  missing: pc.red('missing'),
  unknown: pc.yellow('cannot be known'),
};

/** 0 when all is ok or advice, 1 when something is missing, 3 when something cannot be known. */
export function verdictOf(conditions: readonly Condition[]): number {
  const { missing, unknown } = countConditions(conditions);
  if (missing > 0) return exitCode.bad;
  return unknown > 0 ? exitCode.unreachable : exitCode.ok;
}
