import type { Exemption } from '../../domain/exemption';
import { exemptionIn, exemptionRow, type Seal, sealExemption } from '../baselines/sealed';
import { accountKey, exemptionKey, type Table, update } from '../table/table';

export interface Ending {
  readonly at: string;
  readonly by: string;
  /** Absent where nothing is sealed, and for a forged exemption, which must not become genuine. */
  readonly seal?: Pick<Seal, 'sign'>;
}

/** The exemption as ended; nothing when it was not in force any more. It is never deleted. */
export async function endExemption(
  table: Table,
  exemption: Exemption,
  { at, by, seal }: Ending,
): Promise<Exemption | undefined> {
  const { accountId, subjectKey, id } = exemption;
  const ended = await sealExemption(seal, { ...exemption, until: at, ended: { at, by } });
  const row = await update(table, {
    key: { pk: accountKey(accountId), sk: exemptionKey(subjectKey, id) },
    set: exemptionRow(ended),
    when: {
      // It exists, and an end is only ever brought forward.
      expression: '#kind = :exemption AND #until > :now',
      values: { exemption: 'exemption', now: at },
    },
  });
  return row && exemptionIn(row, accountId);
}
