import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../../shared/aws/connection';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { findIncidents, getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { Incident } from '../../../shared/domain/incident';
import { intruder } from './attack';
import { type Local, tableOf } from './local';
import { until } from './until';

/** The thing to be taken away: an administrator makes it, and a bystander looks at it. */
export interface UndoScene {
  readonly accountId: string;
  /** The intruder's call on it in that account. */
  readonly attack: (inside: Connection) => Promise<void>;
  /** The state that has to be as it was. */
  readonly look: () => Promise<unknown>;
}

export interface UndoDrill {
  readonly row: string;
  readonly title: string;
  readonly prepare: (local: Local) => Promise<UndoScene>;
}

/** A row that is told, and undone because a setting asks for it. */
export interface UndoneDrill {
  readonly technique: string;
  readonly incidents: number;
  /** Whether it is as before the attack, by a separate client. */
  readonly isUndone: boolean;
  readonly outcome: Incident['outcome'];
  readonly escalation: string;
  readonly timeline: Incident['timeline'];
}

/** Makes the call, and waits until its incident says what happened to it. Rejects when none comes. */
export async function drillUndone(local: Local, { row, prepare }: UndoDrill): Promise<UndoneDrill> {
  const { accountId, attack, look } = await prepare(local);
  const before = await look();
  const earlier = await incidentsOf(local, row);
  // An answer frees the slot: the next event of the row is an incident of its own again.
  for (const { id } of earlier) await answer(local, id);
  if (earlier.length > 0) await nextSecond(local);
  const known = new Set(earlier.map(({ id }) => id));
  const mine = async () => (await incidentsOf(local, row)).filter(({ id }) => !known.has(id));
  await attack(await intruder(local, accountId));
  await until(async () => (await mine()).some(isAnswered), {
    what: `${row} is undone, or said not to be`,
    withinMs: 20_000,
  });
  const found = await mine();
  return {
    technique: row,
    incidents: found.length,
    isUndone: isDeepStrictEqual(await look(), before),
    outcome: found[0]?.outcome ?? 'escalated',
    escalation: found[0]?.escalation ?? '',
    timeline: found[0]?.timeline ?? [],
  };
}

/**
 * Events have whole seconds: one in the second of an answer may have been seen by who answered, so it joins the
 * answered incident and puts that one back on the list.
 */
async function nextSecond({ sandbox: { world } }: Local): Promise<void> {
  const second = () => Math.floor(world.now().getTime() / 1_000);
  const answered = second();
  await until(async () => second() > answered, {
    what: 'the second of the answer is over',
    withinMs: 5_000,
  });
}

async function answer(local: Local, id: string): Promise<void> {
  const table = tableOf(local);
  const at = local.sandbox.world.now().toISOString();
  await acknowledge(table, id, { as: 'handled', by: 'the drill', at });
}

/** The timeline has something about it besides the tampering. */
const isAnswered = ({ timeline }: Incident): boolean =>
  timeline.some(({ kind }) => kind !== 'tampered');

/** Every incident of a reported row, newest first. */
export async function incidentsOf(local: Local, row: string): Promise<readonly Incident[]> {
  const table = tableOf(local);
  const found: Incident[] = [];
  for await (const { id, subjectKey } of findIncidents(table, { technique: row })) {
    // A trail that was made has an incident of its own, which names the row as well.
    if (!subjectKey.startsWith('report#')) continue;
    const incident = await getIncident(table, id);
    if (incident) found.push(incident);
  }
  return found;
}
