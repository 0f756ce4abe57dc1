import type { Baseline } from '../../domain/baseline';
import type { Present } from '../../domain/observation';
import { subjectKey } from '../../domain/subject';
import { accountKey, baselineKey, historyKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { baselineRow, type ReadRow, readRow } from './baseline-row';
import { type Seal, sealBaseline } from './seal';

export interface Capture {
  readonly capturedAt: string;
  readonly capturedBy: string;
  readonly why: string;
  /** Absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'>;
}

/**
 * Makes what was seen the first baseline. History is written first and wins: a responder that comes second,
 * or after a crash, gets back what stands there and makes that the baseline. What is sealed is what
 * was seen, never what stands: that was sealed by the responder that wrote it, or is forged.
 */
export async function captureBaseline(
  table: Table,
  { subject, state }: Present,
  { seal, ...capture }: Capture,
): Promise<ReadRow> {
  const pk = accountKey(subject.accountId);
  const key = subjectKey(subject);
  const baseline: Baseline = { subject, version: 1, state, ...capture };
  const seen = baselineRow(await sealBaseline(seal, baseline));
  const history = { pk, sk: historyKey(key, 1) };
  const standing = await update(table, { key: history, setOnce: seen });
  const current = { pk, sk: baselineKey(key) };
  const first = { ...seen, ...(standing && { baseline: standing.baseline }) };
  const row = await update(table, { key: current, setOnce: first });
  return readRow(row) ?? { subjectKey: key, baseline };
}
