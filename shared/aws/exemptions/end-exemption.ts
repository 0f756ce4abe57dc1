import { accountKey, exemptionKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';
import type { DeclaredExemption } from './declared-exemption';
import { exemptionIn } from './exemption-row';

/** The exemption as ended; nothing when it was not in force any more. It is never deleted. */
export async function endExemption(
  table: Table,
  { accountId, subjectKey, id }: DeclaredExemption,
  { at, by }: { readonly at: string; readonly by: string },
): Promise<DeclaredExemption | undefined> {
  const row = await update(table, {
    key: { pk: accountKey(accountId), sk: exemptionKey(subjectKey, id) },
    set: { until: at, ended: { at, by } },
    when: {
      // It is there, and an end is only ever brought forward.
      expression: '#kind = :exemption AND #until > :now',
      values: { exemption: 'exemption', now: at },
    },
  });
  return row && exemptionIn(row, accountId);
}
