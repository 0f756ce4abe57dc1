import type { Exemption } from '../../domain/exemption';
import type { Episode, Memory, SubjectMemory } from '../../domain/memory';
import { readRow } from '../baselines/baseline-row';
import { classify } from '../classify';
import { exemptionIn } from '../exemptions/exemption-row';
import { accountKey, GUARD } from './keys';
import { mendingIn } from './owe';
import { query } from './query';
import type { Table } from './table';
import type { Item } from './update';

/** The memory of one account: one Query. Never throws. */
export async function readMemory(
  table: Table,
  accountId: string,
  now: () => Date,
): Promise<Memory> {
  const readAt = now().toISOString();
  const subjects: Record<string, SubjectMemory> = {};
  const exemptions: Exemption[] = [];
  try {
    for await (const item of query(table, {
      key: {
        expression: '#pk = :pk AND begins_with(#sk, :guard)',
        values: { pk: accountKey(accountId), guard: GUARD },
      },
      consistent: true,
    })) {
      file(item, accountId, { subjects, exemptions });
    }
  } catch (error) {
    return { kind: 'unreachable', why: classify(error, 'dynamodb:Query') };
  }
  return { kind: 'known', readAt, subjects, exemptions };
}

interface Files {
  readonly subjects: Record<string, SubjectMemory>;
  readonly exemptions: Exemption[];
}

function file(item: Item, accountId: string, { subjects, exemptions }: Files): void {
  const { kind, subjectKey, ...rest } = item as Item & { subjectKey: string };
  if (kind === 'baseline') {
    subjects[subjectKey] = { ...subjects[subjectKey], ...remembered(item, accountId) };
  } else if (kind === 'episode') {
    subjects[subjectKey] = { ...subjects[subjectKey], episode: rest as unknown as Episode };
  } else if (kind === 'owed' && typeof rest.owedSince === 'string') {
    subjects[subjectKey] = { ...subjects[subjectKey], owedSince: rest.owedSince };
  } else if (kind === 'mending') {
    if (mendingIn(rest).length > 0)
      subjects[subjectKey] = { ...subjects[subjectKey], isMending: true };
  } else if (kind === 'planned' && typeof rest.plannedUntil === 'string') {
    subjects[subjectKey] = { ...subjects[subjectKey], plannedUntil: rest.plannedUntil };
  }
  const exemption = exemptionIn(item, accountId);
  if (exemption) exemptions.push(exemption);
}

/** A row that names another account must not make a look go there instead. */
function remembered(item: Item, accountId: string): SubjectMemory {
  const { baseline, mac } = readRow(item) ?? {};
  if (baseline?.subject.accountId !== accountId) return { illegible: true };
  return { baseline, ...(mac !== undefined && { mac }) };
}
