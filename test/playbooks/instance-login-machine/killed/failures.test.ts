import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { makeForensics } from '../forensics';
import { type MachineUnderTest, machineUnderTest } from '../machine-under-test';
import { answersTo, aRun, failureIn } from './a-run';
import { tasks } from './states';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    const { environment } = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '500', ...environment };
  });
});
beforeEach(() => machine.sandbox.faults.clear());
afterAll(() => machine.close());

/** A run in which the state fails, once, and what is told of it. */
async function failing(state: string) {
  let struck = 0;
  const { id, isAsBefore } = await aRun(machine, state, [
    (of) => ({ ...failureIn(state, of), after: () => (struck += 1) }),
  ]);
  const { status, states } = await machine.through(id, answersTo(state));
  expect({ state, struck }).toEqual({ state, struck: 1 });
  const incident = await machine.read(id);
  const { escalation = '', ask } = incident;
  return {
    ...{ id, escalation, stands: incident.state, isAsBefore: await isAsBefore() },
    end: { status, last: states.at(-1), isAsking: ask !== undefined && ask.ended === undefined },
  };
}

test.each(tasks.filter(({ name }) => name !== 'Escalate').map(({ name, of }) => [name, of]))(
  'a failure in %s is escalated, and the machine is as before, or is told to be contained still',
  async (state, named) => {
    const { id, stands, escalation, isAsBefore, end } = await failing(state);
    expect(end).toEqual({ status: 'SUCCEEDED', last: 'Escalate', isAsking: false });
    expect(stands).toBe('escalated');
    expect(escalation).toMatch(new RegExp(`failed in (?:.* and in )?${named}: Denied: `));
    const isTold = escalation.includes(`trailwarden release ${id}`);
    expect({ escalation, isUntold: !isAsBefore && !isTold }).toMatchObject({ isUntold: false });
    if (escalation.includes('stays contained')) expect(isAsBefore).toBe(false);
    if (escalation.includes('was put back')) expect(isAsBefore).toBe(true);
  },
);

test('where not even the escalation can be written the run fails, for the alarm', async () => {
  const { end, isAsBefore } = await failing('Escalate');
  expect(end).toMatchObject({ status: 'FAILED', last: 'Unheard' });
  expect(isAsBefore).toBe(true);
});

test('a machine that is half contained is put back as it was', async () => {
  const { id, isAsBefore } = await aRun(machine, 'ReleaseHalf');
  const { states } = await machine.through(id, answersTo('ReleaseHalf'));
  expect(states.slice(-3)).toEqual(['Contain', 'ReleaseHalf', 'Escalate']);
  expect((await machine.read(id)).escalation).toContain('was half contained, and was put back');
  expect(await isAsBefore()).toBe(true);
});

test('where it cannot be put back either, that is told', async () => {
  const { id, isAsBefore } = await aRun(machine, 'ReleaseHalf', [
    () => ({
      ...{ service: 'ec2', action: 'DeleteSecurityGroup' },
      refuse: { code: 'UnauthorizedOperation', message: 'on purpose', status: 403 },
    }),
  ]);
  await machine.through(id, answersTo('ReleaseHalf'));
  const { escalation } = await machine.read(id);
  expect(escalation).toContain(`may be half contained: trailwarden release ${id}`);
  expect(await isAsBefore()).toBe(false);
});
