import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../../../services/sandbox';
import { aMachine } from '../a-machine';
import { makeForensics } from '../forensics';
import { type MachineUnderTest, machineUnderTest } from '../machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    const { environment } = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '500', ...environment };
  });
});
beforeEach(() => machine.sandbox.faults.clear());
afterAll(() => machine.close());

/** The write of the table with which a state ends, or which it ends with when it is done again. */
const endOf = (state: string, id: () => string) => ({
  service: 'dynamodb',
  action: 'UpdateItem',
  times: 1,
  when: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
    const text = JSON.stringify(input);
    return id() !== '' && text.includes(`"${state}"`) && text.includes(`INCIDENT#${id()}"`);
  },
});

const refuse = { code: 'AccessDeniedException', message: 'on purpose', status: 400 };

const states = [
  ...['Identify', 'Decide', 'Ask', 'Answer', 'EndLogin', 'Contain', 'Memory', 'Volatile'],
  ...['Snapshots', 'Copies', 'Manifest', 'Research', 'AskRelease', 'AnswerRelease', 'Release'],
  'Report',
];
const before = (state: string, other: string) => states.indexOf(state) < states.indexOf(other);

/** A run that is answered not-me, and then released. */
async function course(state: string, id: string): Promise<void> {
  if (before(state, 'Answer')) return;
  await machine.asked(id, 'planned?');
  await machine.answer(id, 'not-me');
  if (before(state, 'AnswerRelease')) return;
  await machine.asked(id, 'released');
  await machine.answer(id, 'planned');
}

test.each(states)(
  'a failure in %s is escalated, and says what became of the machine',
  async (state) => {
    const { id: instanceId, state: now } = await aMachine(machine);
    const was = await now();
    let id = '';
    machine.sandbox.faults.add({ ...endOf(state, () => id), refuse });
    id = await machine.incident(await machine.session(instanceId));
    await course(state, id);
    const { status, states: path } = await machine.ended(id);
    expect({ status, last: path.at(-1) }).toEqual({ status: 'SUCCEEDED', last: 'Escalate' });
    const { escalation = '', state: stands, ask } = await machine.read(id);
    expect(stands).toBe('escalated');
    expect(escalation).toContain(`The playbook failed in ${state}: Denied`);
    expect(ask === undefined || ask.ended !== undefined).toBe(true);
    const isContained = !before(state, 'Contain') && before(state, 'Release');
    if (isContained) expect(escalation).toContain(`stays contained: trailwarden release ${id}`);
    else expect(await now()).toEqual(was);
  },
);

/** What AWS refuses in the middle of containing. */
test('a machine that is half contained is put back as it was', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const was = await state();
  machine.sandbox.faults.add({
    ...{ service: 'ec2', action: 'ModifyNetworkInterfaceAttribute', times: 1 },
    refuse: { code: 'UnauthorizedOperation', message: 'on purpose', status: 403 },
  });
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  const { states: path } = await machine.ended(id);
  expect(path.slice(-3)).toEqual(['Contain', 'ReleaseHalf', 'Escalate']);
  expect((await machine.read(id)).escalation).toContain('was half contained, and was put back');
  expect(await state()).toEqual(was);
});

test('where it cannot be put back either, that is told', async () => {
  const { id: instanceId } = await aMachine(machine);
  machine.sandbox.faults.add({
    ...{ service: 'ec2', action: 'ModifyNetworkInterfaceAttribute', times: 1 },
    refuse: { code: 'UnauthorizedOperation', message: 'on purpose', status: 403 },
  });
  machine.sandbox.faults.add({
    ...{ service: 'ec2', action: 'DeleteSecurityGroup' },
    refuse: { code: 'UnauthorizedOperation', message: 'on purpose', status: 403 },
  });
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  await machine.ended(id);
  expect((await machine.read(id)).escalation).toContain('may be half contained');
});

/** The world after a run, without what its clock says. */
async function worldAfter(id: string, now: () => Promise<object>, was: object) {
  const { state, ask, timeline } = await machine.read(id);
  const isAsBefore = JSON.stringify(await now()) === JSON.stringify(was);
  const texts = timeline
    .map(({ text }) => text.replace(/[:,;].*/s, '').replace(/\b(i|vol)-\w+/g, '$1'))
    .filter((text) => !text.startsWith('the answer '));
  return { state, ended: ask?.ended?.as, isAsBefore, texts: [...new Set(texts)].sort() };
}

async function undisturbed() {
  const { id: instanceId, state } = await aMachine(machine);
  const was = await state();
  const id = await machine.incident(await machine.session(instanceId));
  await course('Report', id);
  await machine.ended(id);
  return worldAfter(id, state, was);
}
let calm: ReturnType<typeof undisturbed> | undefined;

test.each(states)(
  'a run stopped at the end of %s and started again comes to the same end',
  async (state) => {
    calm ??= undisturbed();
    const expected = await calm;
    const { id: instanceId, state: now } = await aMachine(machine);
    const was = await now();
    let id = '';
    const { machineArn, sfn } = machine;
    const stopped = new Promise<void>((resolve, reject) => {
      machine.sandbox.faults.add({
        ...endOf(state, () => id),
        after: () => {
          const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${id}`;
          sfn.send(new StopExecutionCommand({ executionArn })).then(() => resolve(), reject);
        },
      });
    });
    id = await machine.incident(await machine.session(instanceId));
    await course(state, id);
    await stopped;
    const token = await machine.token(id);
    await machine.again(id, `${id}-again`);
    if (!before(state, 'Release')) {
      // Released, or all but: nothing is asked any more.
      await machine.ended(id, `${id}-again`);
    } else {
      if (before(state, 'Answer')) {
        await machine.asked(id, 'planned?', token);
        await machine.answer(id, 'not-me');
      }
      const asked = machine.asked(id, 'released', token).then(() => machine.answer(id, 'planned'));
      // The run may have got on to the release before it was stopped: then nothing is asked any more.
      if (state === 'AnswerRelease') asked.catch(() => undefined);
      else await asked;
      await machine.ended(id, `${id}-again`);
    }
    expect(await worldAfter(id, now, was)).toEqual(expected);
  },
);

test('a function that is killed at the end of Contain does its state again', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const was = await state();
  let id = '';
  machine.sandbox.faults.add({
    ...endOf('Contain', () => id),
    after: () => hooks.lambda.killEnvironments(machine.sandbox, machine.functionArn),
  });
  id = await machine.incident(await machine.session(instanceId));
  await course('Report', id);
  expect((await machine.ended(id)).status).toBe('SUCCEEDED');
  expect(await state()).toEqual(was);
});
