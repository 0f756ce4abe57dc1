import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import { type ExemptionScope, WHOLE_ACCOUNT } from '../../../shared/aws/exemptions/exemption-scope';
import type { Table } from '../../../shared/aws/table/table';
import { wakeAtEnd } from '../../../shared/aws/watch/write-watch';
import { waitUntil } from '../../../shared/watch/series';

/**
 * Has everything that an exemption covers looked at when it ends, whether or not an event tells of a change until
 * then. Rejects with the SDK's error.
 */
export async function lookAtEnd(
  table: Table,
  { accountId, subjectKey: key }: ExemptionScope,
  at: { readonly end: string; readonly now: string },
): Promise<void> {
  const rows = await baselineRows(table, accountId);
  const covered = rows.filter(({ subjectKey }) => key === WHOLE_ACCOUNT || subjectKey === key);
  const regions = covered.flatMap(({ baseline }) => baseline?.subject.region ?? []);
  // For a subject that was never seen, the ARN says where it is.
  const said = key === WHOLE_ACCOUNT ? '' : (key.split(':')[3] ?? '');
  for (const region of new Set([...regions, said].filter((one) => one !== ''))) {
    await wakeAtEnd(table, waitUntil({ accountId, region }, at.end, at.now), at.end);
  }
}

/** The responder keeps an account's memory for a minute: an earlier look would still find the exemption. */
export const afterMemory = (now: string): string =>
  new Date(Date.parse(now) + 61_000).toISOString();
