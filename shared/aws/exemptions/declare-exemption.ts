import { randomBytes } from 'node:crypto';
import type { Exemption } from '../../domain/exemption';
import { exemptionRow, type Seal, sealExemption } from '../baselines/sealed';
import { accountKey, exemptionKey, type Table, update } from '../table/table';
import { type ExemptionScope, exemptionId } from './exemption-scope';

export interface Declaration {
  readonly scope: ExemptionScope;
  readonly until: Date;
  readonly by: string;
  readonly why: string;
  readonly declaredAt: Date;
  /** Absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'>;
}

/** Writes down a planned change. It always has an end; the row itself is kept long after that. */
export async function declareExemption(
  table: Table,
  { scope, until, by, why, declaredAt, seal }: Declaration,
): Promise<Exemption> {
  const id = exemptionId(scope.accountId, randomBytes(4).toString('hex'));
  const exemption = await sealExemption(seal, {
    id,
    ...scope,
    until: until.toISOString(),
    by,
    why,
    declaredAt: declaredAt.toISOString(),
  });
  const written = await update(table, {
    key: { pk: accountKey(scope.accountId), sk: exemptionKey(scope.subjectKey, id) },
    set: exemptionRow(exemption),
    when: { expression: 'attribute_not_exists(#pk)' }, // never another exemption under the same id
  });
  if (!written) throw new Error(`There is an exemption ${id} already`);
  return exemption;
}
