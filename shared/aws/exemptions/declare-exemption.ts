import { randomBytes } from 'node:crypto';
import type { BucketWanted } from '../../domain/bucket';
import type { Exemption } from '../../domain/exemption';
import type { Pause } from '../../domain/pause';
import { exemptionIn, exemptionRow, type Seal, sealExemption } from '../baselines/sealed';
import { accountKey, exemptionKey, type Table, update } from '../table/table';

export interface Declaration {
  readonly scope: ExemptionScope;
  readonly until: Date;
  readonly by: string;
  readonly why: string;
  readonly declaredAt: Date;
  /** Of a declaration that may be repeated; absent: one that there is not yet. */
  readonly id?: string;
  /** Of an answer about a bucket: what it covers. */
  readonly wanted?: BucketWanted;
  /** Of a pause. */
  readonly pause?: Pause;
  /** Absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'>;
}

/** Writes down a planned change. It always has an end; the row itself is kept long after that. */
export async function declareExemption(
  table: Table,
  { scope, until, by, why, declaredAt, wanted, pause, seal, id = newId(scope) }: Declaration,
): Promise<Exemption> {
  const exemption = await sealExemption(seal, {
    id,
    ...scope,
    until: until.toISOString(),
    by,
    why,
    declaredAt: declaredAt.toISOString(),
    ...(wanted && { wanted }),
    ...(pause && { pause }),
  });
  const written = await update(table, {
    key: { pk: accountKey(scope.accountId), sk: exemptionKey(scope.subjectKey, id) },
    set: exemptionRow(exemption),
    when: { expression: 'attribute_not_exists(#pk)' }, // never another exemption under the same id
  });
  if (!written) throw new Error(`There is an exemption ${id} already`);
  return exemption;
}

const newId = ({ accountId }: ExemptionScope): string =>
  exemptionId(accountId, randomBytes(4).toString('hex'));

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

/** The scope of a planned change: one subject's key, or `*` for everything in the account. */
export interface ExemptionScope {
  readonly accountId: string;
  readonly subjectKey: string;
}

export const WHOLE_ACCOUNT = '*';

const ID = /^ex-(\d{12})-[0-9a-f]{8}$/;

/** The account is in the id, so that an exemption can be found by its id alone. */
export const exemptionId = (accountId: string, unique: string): string =>
  `ex-${accountId}-${unique}`;

/** Nothing when the text is no id of an exemption. */
export const accountOfExemption = (id: string): string | undefined => ID.exec(id)?.[1];
