import type { Baseline } from '../../domain/baseline';
import type { Present } from '../../domain/observation';
import { subjectKey } from '../../domain/subject';
import { accountKey, baselineKey, historyKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { baselineIn, baselineRow } from './baseline-row';

export interface Capture {
  readonly capturedAt: string;
  readonly capturedBy: string;
  readonly why: string;
}

/**
 * Makes what was seen the first baseline. History is written first and wins: whoever comes second,
 * or after a crash, gets back what stands there and makes that the baseline.
 */
export async function captureBaseline(
  table: Table,
  { subject, state }: Present,
  capture: Capture,
): Promise<Baseline> {
  const pk = accountKey(subject.accountId);
  const key = subjectKey(subject);
  const seen: Baseline = { subject, version: 1, state, ...capture };
  const history = { pk, sk: historyKey(key, 1) };
  const standing = await update(table, { key: history, setOnce: baselineRow(key, seen) });
  const first = baselineIn(standing) ?? seen;
  const current = { pk, sk: baselineKey(key) };
  const row = await update(table, { key: current, setOnce: baselineRow(key, first) });
  return baselineIn(row) ?? first;
}
