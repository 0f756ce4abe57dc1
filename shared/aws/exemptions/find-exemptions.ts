import type { Exemption } from '../../domain/exemption';
import { exemptionIn } from '../baselines/sealed';
import { accountKey, BUCKET, GUARD, queryAll, type Table } from '../table/table';

/** Every exemption of an account that is still kept: those in force first, each kind latest end first. */
export async function findExemptions(
  table: Table,
  accountId: string,
  now: string,
): Promise<readonly Exemption[]> {
  const found = [GUARD, BUCKET].map((guard) =>
    queryAll(table, {
      key: {
        expression: '#pk = :pk AND begins_with(#sk, :guard)',
        values: { pk: accountKey(accountId), guard },
      },
      consistent: true,
    }),
  );
  const items = (await Promise.all(found)).flat();
  return items.flatMap((item) => exemptionIn(item, accountId) ?? []).sort(inForceFirst(now));
}

export const inForceFirst =
  (now: string) =>
  (one: Exemption, other: Exemption): number =>
    Number(other.until > now) - Number(one.until > now) || other.until.localeCompare(one.until);
