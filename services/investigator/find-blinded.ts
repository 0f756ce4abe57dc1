import { allCoverage, coverageOf } from '../../shared/aws/coverage/find-coverage';
import type { Table } from '../../shared/aws/table/table';
import type { Incident } from '../../shared/domain/incident';
import type { Place } from '../../shared/domain/place';
import { type Blinded, isOfOneAccount, startBlinded } from '../../shared/investigate/dark/blinded';

interface Asked {
  readonly regions: readonly string[];
  /** When the dark began. */
  readonly since: string;
}

/**
 * The accounts that the trail of an incident left in the dark, by the sweep's last looks. Rejects with the SDK's
 * error.
 */
export async function findBlinded(
  table: Table,
  { subjectKey, subjectId, ...place }: Pick<Incident, 'subjectKey' | 'subjectId'> & Place,
  { regions, since }: Asked,
): Promise<Blinded> {
  if (!subjectKey.startsWith('trail#')) return { kind: 'unknown' };
  if (isOfOneAccount(await coverageOf(table, place), subjectId)) return { kind: 'account' };
  const blinded = startBlinded(subjectId, since);
  for await (const looks of allCoverage(table, regions)) blinded.add(looks);
  return blinded.end();
}
