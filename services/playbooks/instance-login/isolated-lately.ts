import { amend } from '../../../shared/aws/table/amend';
import { readItem } from '../../../shared/aws/table/table';
import {
  HOUR_MS,
  type Isolated,
  isolatedWithin,
  reserve,
} from '../../../shared/playbooks/instance-login/brakes';
import type { Known } from './facts';
import type { Ports } from './ports';

/** Of all accounts in one item, so that runs at the same moment count each other. */
interface Lately {
  readonly isolated: readonly Isolated[];
  readonly expiresAt: number;
}

/** Where only those may write who contain and release. */
const KEY = { pk: 'CONTAINMENT#BRAKE', sk: 'LATELY' };

/** Machines that were isolated within the hour, in all accounts. */
export async function isolatedLately({ table, now }: Ports): Promise<readonly Isolated[]> {
  const held = await readItem<Lately>(table, KEY);
  return isolatedWithin(held?.isolated ?? [], now().toISOString());
}

/**
 * Takes one of the places of the hour, before the first step, for a machine that is there: who invents machines takes
 * none. A machine has one place, however often it asks. Returns why there is none.
 */
export async function reserveIsolation(
  { table, now, rules }: Ports,
  { login, instanceId = '' }: Known,
): Promise<string | undefined> {
  const at = now().toISOString();
  let why: string | undefined;
  await amend<Lately>(table, KEY, (held) => {
    const wanted = { instanceId, words: login.words, at };
    const reserved = reserve(held?.isolated ?? [], wanted, rules.mostIsolatedAnHour);
    why = reserved.kind === 'refused' ? reserved.why : undefined;
    if (reserved.kind === 'refused') return undefined;
    const expiresAt = Math.ceil((Date.parse(at) + 2 * HOUR_MS) / 1_000);
    return { ...held, isolated: reserved.isolated, expiresAt };
  });
  return why;
}
