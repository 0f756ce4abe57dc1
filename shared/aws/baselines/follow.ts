import type { Reconciliation } from '../../domain/reconciliation';
import type { Table } from '../table/table';
import { acceptBaseline } from './accept-baseline';
import { type Seal, type SealedBaseline, sealBaseline } from './sealed';

interface Book {
  readonly table: Table;
  readonly seal?: Pick<Seal, 'sign'>;
}

/**
 * What a bucket is now becomes what it must be: the next version of its sealed history. Nothing where another was
 * faster; the next check then compares with theirs. Throws when the table or the key did not answer.
 */
export async function followed(
  { table, seal }: Book,
  { observation, memory, endedAt }: Pick<Reconciliation, 'observation' | 'memory' | 'endedAt'>,
): Promise<SealedBaseline | undefined> {
  if (observation.kind !== 'present' || !memory.baseline) return undefined;
  const { version } = memory.baseline;
  const baseline = {
    subject: observation.subject,
    version: version + 1,
    state: observation.state,
    capturedAt: endedAt,
    capturedBy: 'trailwarden',
    why: 'its owner made it stricter',
  };
  const accepted = await acceptBaseline(table, baseline, seal ? { seal } : {});
  return accepted.kind === 'accepted' ? sealBaseline(seal, accepted.baseline) : undefined;
}
