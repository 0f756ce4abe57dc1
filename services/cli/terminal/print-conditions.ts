import pc from 'picocolors';
import {
  type Condition,
  type ConditionState,
  countConditions,
  groupConditions,
  worstFirst,
} from '../../../shared/deployment/condition';
import { print, printTable, printVerbatim } from './print';
import { exitCode } from './user-error';

/** A table, worst first, and below it what to do for each that is not met. `each`: no two are put together. */
export function printConditions(all: readonly Condition[], each = false): void {
  const conditions = each ? all : groupConditions(all);
  printTable(
    ['condition', 'of', 'state', 'found'],
    worstFirst(conditions).map(({ id, of, state, says }) => [id, of, COLOURED[state], says]),
  );
  for (const { id, of, mend } of worstFirst(conditions)) {
    if (mend === undefined) continue;
    print(`${id} (${of}):`);
    printVerbatim(`  ${mend}`);
  }
  print(`${countedConditions(all)}.`);
}

const COLOURED: Readonly<Record<ConditionState, string>> = {
  ok: pc.green('ok'),
  advice: pc.cyan('advice'),
  missing: pc.red('missing'),
  unknown: pc.yellow('cannot be known'),
};

/** `120 ok, 2 advice, 0 missing, 0 cannot be known` */
export function countedConditions(conditions: readonly Condition[]): string {
  const { ok, advice, missing, unknown } = countConditions(conditions);
  return `${ok} ok, ${advice} advice, ${missing} missing, ${unknown} cannot be known`;
}

/** 0 when all is ok or advice, 1 when something is missing, 3 when something cannot be known. */
export function verdictOf(conditions: readonly Condition[]): number {
  const { missing, unknown } = countConditions(conditions);
  if (missing > 0) return exitCode.bad;
  return unknown > 0 ? exitCode.unreachable : exitCode.ok;
}
