import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../../../services/sandbox';
import { makeForensics } from '../forensics';
import { type Answers, type MachineUnderTest, machineUnderTest } from '../machine-under-test';
import { type ARun, answersTo, aRun, endOf, wayTo } from './a-run';
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

/** The world after a run, without what its clock says. */
async function worldAfter({ id, isAsBefore }: ARun) {
  const { state, ask, timeline } = await machine.read(id);
  const texts = timeline
    .map(({ text }) =>
      text
        .replace(/[:,;(].*/s, '')
        .replace(/\b(i|vol)-\w+/g, '$1')
        .trim(),
    )
    .filter((text) => !text.startsWith('the answer '));
  return {
    ...{ state, ended: ask?.ended?.as, isAsBefore: await isAsBefore() },
    texts: [...new Set(texts)].sort(),
  };
}

/** A run without trouble whose machine is released, or kept. */
async function undisturbed(state: string) {
  const run = await aRun(machine, state);
  await machine.through(run.id, answersTo(state));
  return worldAfter(run);
}
const known = new Map<Answers['released'], ReturnType<typeof undisturbed>>();
const expectedOf = (state: string) => {
  const { released } = wayTo(state);
  const expected = known.get(released) ?? undisturbed(state);
  known.set(released, expected);
  return expected;
};

/** A run that is stopped in the state, and started again; what the state still did is done only when all is over. */
async function stoppedIn(state: string): Promise<ARun> {
  let stops = 0;
  const run = await aRun(machine, state, [
    (id) => ({
      ...endOf(state, id),
      before: async () => {
        stops += 1;
        const letGo = machine.hold();
        await machine.stop(id());
        await letGo;
      },
    }),
  ]);
  const again = `${run.id}-again`;
  expect((await machine.through(run.id, answersTo(state))).status).toBe('ABORTED');
  await machine.again(run.id, again);
  const { status } = await machine.through(run.id, answersTo(state), again);
  await machine.letGo();
  expect({ state, stops, status }).toEqual({ state, stops: 1, status: 'SUCCEEDED' });
  return run;
}

const isOnTheWay = ({ name }: { readonly name: string }): boolean => !wayTo(name).fails;

test.each(tasks.filter(isOnTheWay).map(({ name }) => name))(
  'a run stopped in %s and started again comes to the same end',
  async (state) => {
    const expected = await expectedOf(state);
    expect(await worldAfter(await stoppedIn(state))).toEqual(expected);
  },
);

test.each(tasks.filter((one) => !isOnTheWay(one)).map(({ name }) => name))(
  'a run stopped in %s, after a failure, and started again leaves the machine as it was, or tells of it',
  async (state) => {
    const run = await stoppedIn(state);
    const { state: stands, escalation = '', ask } = await machine.read(run.id);
    expect(ask?.ended).toBeDefined();
    const isTold = stands === 'escalated' && escalation.includes('trailwarden release');
    expect({ stands, escalation, isTold }).toMatchObject({ isTold: !(await run.isAsBefore()) });
  },
);

test('a task that was given up in the middle of containing changes nothing after the release', async () => {
  const expected = await expectedOf('Contain');
  const run = await aRun(machine, 'Contain', [
    (id) => ({
      // The last that it reads: what it knows of the machine is old when it goes on.
      ...{ service: 'ec2', action: 'DescribeNetworkAcls', times: 1 },
      after: async () => {
        const letGo = machine.hold();
        await machine.stop(id());
        await letGo;
      },
    }),
  ]);
  await machine.through(run.id, answersTo('Contain'));
  await machine.again(run.id, `${run.id}-again`);
  await machine.through(run.id, answersTo('Contain'), `${run.id}-again`);
  await machine.letGo();
  expect(await worldAfter(run)).toEqual(expected);
});

test('a run whose function is killed at the end of each of its states is the same', async () => {
  const expected = await expectedOf('Report');
  const onTheWay = tasks.filter((one) => isOnTheWay(one) && wayTo(one.name).released === 'planned');
  const killed: string[] = [];
  const run = await aRun(
    machine,
    'Report',
    onTheWay.map(({ name }) => (id) => ({
      ...endOf(name, id),
      after: () => {
        killed.push(name);
        hooks.lambda.killEnvironments(machine.sandbox, machine.functionArn);
      },
    })),
  );
  expect((await machine.through(run.id, answersTo('Report'))).status).toBe('SUCCEEDED');
  expect(killed.sort()).toEqual(onTheWay.map(({ name }) => name).sort());
  expect(await worldAfter(run)).toEqual(expected);
});
