import type { BucketState } from '../../domain/bucket';
import { given } from '../../domain/given';
import { openBaseline, readRow, type Seal } from '../baselines/sealed';
import { accountKey, baselineKey, readItem, type Table } from '../table/table';
import type { Parts } from './bucket-parts';

/** What the baseline says the policy of a bucket is. */
export type SealedPolicy =
  | {
      readonly kind: 'known';
      /** Undefined: there was no policy. */
      readonly policy: string | undefined;
      readonly version: number;
      readonly capturedAt: string;
      readonly parts: Parts;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly parts?: Parts };

/** Believed only with its seal. Rejects when the table or the key could not be asked. */
export async function sealedPolicy(
  table: Table,
  seal: Pick<Seal, 'verify'>,
  { accountId, subjectKey }: { readonly accountId: string; readonly subjectKey: string },
): Promise<SealedPolicy> {
  const item = await readItem(table, { pk: accountKey(accountId), sk: baselineKey(subjectKey) });
  const row = readRow(item);
  if (!row) return { kind: 'unknown', why: 'it has no baseline' };
  const opened = await openBaseline(seal, row, subjectKey);
  if (opened.kind === 'forged')
    return { kind: 'unknown', why: `its baseline is forged: ${opened.why}` };
  const { state, version, capturedAt } = opened.baseline;
  const { policy, acl, publicAccessBlock, ownership } = state as BucketState;
  const parts = { ...given({ acl, publicAccessBlock, ownership }) };
  return typeof policy === 'string'
    ? { kind: 'known', policy: policy || undefined, version, capturedAt, parts }
    : { kind: 'unknown', why: 'its baseline has no policy', parts };
}
