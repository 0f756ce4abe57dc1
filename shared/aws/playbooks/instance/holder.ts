import { machineKey } from '../../../domain/login';
import type { Place } from '../../../domain/place';
import { amend } from '../../table/amend';
import type { Table } from '../../table/table';
import { noteState } from '../note-state';

/** The incident for which a machine is contained: one at a time, whatever its subject is called there. */
interface Holder {
  readonly incident: string;
  readonly at: string;
  /** Absent while it holds. */
  readonly releasedAt?: string;
  /** Others that would have contained it. */
  readonly wantedBy?: ReadonlySet<string>;
}

export interface HeldMachine extends Place {
  readonly instanceId: string;
}

/** Beside the baselines, where only those may write who contain and release. */
const keyOf = (machine: HeldMachine) => ({
  pk: `CONTAINMENT#${machine.accountId}`,
  sk: `HELD#${machineKey(machine, machine.instanceId)}`,
});

/**
 * Takes a machine for an incident, before what is there is written down: a second one would take what the first made
 * for what was there, and put that back. Returns the incident that has it, where that is another; it is told there.
 */
export async function holdMachine(
  table: Table,
  machine: HeldMachine,
  { id, at }: { readonly id: string; readonly at: string },
): Promise<string | undefined> {
  const holder = await amend<Holder>(table, keyOf(machine), (held) => {
    if (!held || held.releasedAt) return { incident: id, at };
    if (held.incident === id) return held;
    return { ...held, wantedBy: new Set([...(held.wantedBy ?? []), id]) };
  });
  if (!holder || holder.incident === id) return undefined;
  const text = `${id} would have contained ${machine.instanceId} too: a release lets go of it for both`;
  await noteState(table, {
    ...{ incidentId: holder.incident, state: `Wanted ${id}` },
    entry: { at, kind: 'noticed', text },
  });
  return holder.incident;
}

/** The machine is put back, or was never touched: the next may take it. Returns those that wanted it too, and tells them. */
export async function letGo(
  table: Table,
  machine: HeldMachine,
  { id, at }: { readonly id: string; readonly at: string },
): Promise<readonly string[]> {
  const holder = await amend<Holder>(table, keyOf(machine), (held) =>
    held?.incident === id ? { ...held, releasedAt: held.releasedAt ?? at } : undefined,
  );
  const others = [...(holder?.wantedBy ?? [])];
  const text = `${machine.instanceId} was contained for ${id} and is put back: nothing contains it any more`;
  for (const incidentId of others)
    await noteState(table, {
      ...{ incidentId, state: `Let go ${id}`, entry: { at, kind: 'escalated', text } },
    });
  return others;
}
