import { doubtInExemption } from '../../../shared/aws/baselines/sealed';
import type { Connection } from '../../../shared/aws/connection';
import { readMemory } from '../../../shared/aws/memory';
import { openTable } from '../../../shared/aws/table/table';
import { type BlindWindow, blindWindow } from '../../../shared/domain/blind-window';
import { exemptionOver } from '../../../shared/domain/exemption';
import { isSeenOf, type Present } from '../../../shared/domain/observation';
import { subjectKey } from '../../../shared/domain/subject';
import { accountedUntil } from '../../../shared/restore/suspicious-events';
import { judgeTrust, memoryOf } from '../../../shared/restore/trust';
import { sealOf } from './baseline-verified';

/**
 * A stop of this trail that is over, is in no incident, and was part of no planned change: no one was told of it.
 * Nothing where there is none, or where the table does not say; then a stop must not be taken for accounted for
 * either.
 */
export async function unheardStop(
  present: Present,
  { connection, table }: { readonly connection: Connection; readonly table: string },
): Promise<BlindWindow | undefined> {
  if (!isSeenOf(present, 'trail') || present.kind !== 'present') return undefined;
  const { subject, observedAt, state } = present;
  const rows = openTable(table, connection);
  const recalled = await readMemory(rows, subject.accountId, () => new Date(observedAt));
  const memory = memoryOf(recalled, subject);
  if (!memory?.baseline?.state) return undefined;
  const window = blindWindow(state.status, accountedUntil(memory), observedAt);
  if (!window?.to) return undefined;
  const seal = sealOf(connection);
  const { exemptions } = await judgeTrust(
    { subject, recalled, now: observedAt },
    { verifyExemption: (exemption) => doubtInExemption(seal, exemption) },
  );
  return exemptionOver(exemptions, subjectKey(subject), window) ? undefined : window;
}

export const sayUnheard = ({ from, to }: BlindWindow): string =>
  `It was stopped from ${from.at} to ${to?.at}, which is in no incident: the next check opens one, and accepting what it is now does not change that.`;
