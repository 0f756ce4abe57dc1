import { createHash } from 'node:crypto';
import { canonicalText } from '../../../domain/canonical-text';
import type { ContainmentBaseline } from '../../../domain/containment';
import type { Seal } from '../../baselines/sealed';
import { queryAll, readItem, type Table, update } from '../../table/table';
import { letGo } from './holder';

/** What was there before a machine was contained, as it lies in the table. */
export interface SealedContainment {
  readonly baseline: ContainmentBaseline;
  /** When its machine was put back; absent while it is contained. */
  readonly releasedAt?: string;
}

export interface Contained {
  readonly accountId: string;
  readonly subjectKey: string;
  readonly id: string;
}

/** Apart from the account's: a row of a trail's baseline has the same attributes, and who writes here may not write that. */
const partitionOf = (accountId: string): string => `CONTAINMENT#${accountId}`;

const keyOf = ({ accountId, subjectKey, id }: Contained) => ({
  pk: partitionOf(accountId),
  sk: `${subjectKey}#${id}`,
});

/** A KMS key may serve other purposes, so the text begins with a name. */
const sealedText = (baseline: ContainmentBaseline): string =>
  `trailwarden containment 1 sha256 ${createHash('sha256').update(canonicalText(baseline)).digest('hex')}`;

/**
 * Writes down what is there, before the first step. The first one stays: a run that comes second would see what the
 * first one made. Returns the one that counts.
 */
export async function keepContainment(
  table: Table,
  seal: Seal,
  incident: Contained,
  baseline: ContainmentBaseline,
): Promise<ContainmentBaseline> {
  const text = JSON.stringify(baseline);
  const mac = await seal.sign(sealedText(baseline));
  await update(table, {
    key: keyOf(incident),
    set: { baseline: text, mac },
    when: { expression: 'attribute_not_exists(#mac)' },
  });
  const kept = await readContainment(table, seal, incident);
  if (kept?.kind !== 'genuine') throw new Error('What was written is not read back.');
  return kept.baseline;
}

const sealedGroup = (incidentId: string, groupId: string): string =>
  `trailwarden isolation 1 ${incidentId} ${groupId}`;

/** The group that isolates, by the id that AWS gave it: anyone who may tag could make it look like none of ours. */
export async function keepIsolation(
  table: Table,
  seal: Pick<Seal, 'sign'>,
  incident: Contained,
  isolationId: string,
): Promise<void> {
  const isolationMac = await seal.sign(sealedGroup(incident.id, isolationId));
  await update(table, { key: keyOf(incident), set: { isolationId, isolationMac } });
}

export type OpenedContainment =
  | ({ readonly kind: 'genuine' } & SealedContainment)
  | { readonly kind: 'forged'; readonly why: string };

/** Undefined where none was kept. A forged one is never put back. Rejects when the key could not be asked. */
export async function readContainment(
  table: Table,
  seal: Pick<Seal, 'verify'>,
  incident: Contained,
): Promise<OpenedContainment | undefined> {
  const row = await readItem(table, keyOf(incident));
  if (!row) return undefined;
  const forged = (why: string) => ({ kind: 'forged', why }) as const;
  if (typeof row.baseline !== 'string' || typeof row.mac !== 'string')
    return forged('it carries no seal');
  const baseline = JSON.parse(row.baseline) as ContainmentBaseline;
  if (baseline.incidentId !== incident.id) return forged('it is of another incident');
  if (!(await seal.verify(sealedText(baseline), row.mac)))
    return forged('its seal is not the one of its text');
  const { releasedAt, isolationId, isolationMac } = row;
  if (isolationId !== undefined) {
    const isOurs =
      typeof isolationId === 'string' &&
      typeof isolationMac === 'string' &&
      (await seal.verify(sealedGroup(incident.id, isolationId), isolationMac));
    if (!isOurs) return forged('the seal of its group is not the one of its id');
    return opened({ ...baseline, isolationId }, releasedAt);
  }
  return opened(baseline, releasedAt);
}

const opened = (baseline: ContainmentBaseline, releasedAt: unknown): OpenedContainment => ({
  kind: 'genuine',
  baseline,
  ...(typeof releasedAt === 'string' && { releasedAt }),
});

/** Returns the other incidents that wanted the machine contained. */
export async function markReleased(
  table: Table,
  incident: Contained,
  { machine }: ContainmentBaseline,
  at: string,
): Promise<readonly string[]> {
  await update(table, { key: keyOf(incident), setOnce: { releasedAt: at } });
  return letGo(table, machine, { id: incident.id, at });
}

/** A machine that was contained. */
export interface ContainedMachine {
  readonly incidentId: string;
  readonly instanceId: string;
  /** When what was there was sealed, before the first step. */
  readonly at: string;
  readonly isReleased: boolean;
}

/** Those of an account. By the machine and not by the incident's subject, which may be a session or an address. */
export async function containedIn(
  table: Table,
  accountId: string,
): Promise<readonly ContainedMachine[]> {
  const values = { pk: partitionOf(accountId) };
  const rows = await queryAll(table, {
    key: { expression: '#pk = :pk', values },
    consistent: true,
  });
  return rows.flatMap(({ baseline, releasedAt }) => {
    if (typeof baseline !== 'string') return [];
    const { incidentId, at, machine } = JSON.parse(baseline) as ContainmentBaseline;
    const { instanceId } = machine;
    return [{ incidentId, instanceId, at, isReleased: releasedAt !== undefined }];
  });
}
