import { randomBytes } from 'node:crypto';
import { accountKey, exemptionKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { type DeclaredExemption, type ExemptionScope, exemptionId } from './declared-exemption';
import { exemptionRow } from './exemption-row';

export interface Declaration {
  readonly scope: ExemptionScope;
  readonly until: Date;
  readonly by: string;
  readonly why: string;
  readonly declaredAt: Date;
}

/** Writes down a planned change. It has an end, always; the row itself is kept long after it. */
export async function declareExemption(
  table: Table,
  { scope, until, by, why, declaredAt }: Declaration,
): Promise<DeclaredExemption> {
  const id = exemptionId(scope.accountId, randomBytes(4).toString('hex'));
  const exemption: DeclaredExemption = {
    id,
    ...scope,
    until: until.toISOString(),
    by,
    why,
    declaredAt: declaredAt.toISOString(),
  };
  const written = await update(table, {
    key: { pk: accountKey(scope.accountId), sk: exemptionKey(scope.subjectKey, id) },
    set: exemptionRow(exemption),
    when: { expression: 'attribute_not_exists(#pk)' }, // never another one under the same id
  });
  if (!written) throw new Error(`There is an exemption ${id} already`);
  return exemption;
}
