import { expect } from '@jest/globals';
import { logIn } from '../../../services/cli/local/machine-logins';
import type { ShopMachine } from '../../../services/cli/local/shop-machine';
import type { DecidedUnderTest } from './decided-under-test';

/** Told of by the machine's agent: a key that no call to AWS put there; or by AWS: the session of a stolen role. */
export const breakIn = ({ local }: DecidedUnderTest, machine: ShopMachine, words = 'host') =>
  logIn(
    local,
    {
      ...{ id: 'break-in', by: 'intruder', decided: 'unplanned' },
      way: words === 'host' ? 'ssh' : 'session manager',
    },
    machine,
  );

/** Told to people, and everything of the machine as it was. */
export async function isBraked(
  under: DecidedUnderTest,
  machine: ShopMachine,
  {
    before,
    why,
    reason = 'key-without-call',
  }: { readonly before: object; readonly why: string; readonly reason?: string },
): Promise<void> {
  const incident = await under.decided(machine);
  expect(incident).toMatchObject({ state: 'escalated', escalation: expect.stringContaining(why) });
  expect(incident.playbook?.lines[0]).toContain(`unplanned (${reason})`);
  expect(await machine.state()).toEqual(before);
}
