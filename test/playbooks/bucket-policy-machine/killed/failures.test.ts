import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { until } from '../../../../services/cli/local/until';
import { hooks } from '../../../../services/sandbox';
import type { Incident } from '../../../../shared/domain/incident';
import { type MachineUnderTest, machineUnderTest } from '../machine-under-test';
import { good, open, weak } from '../policies';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest();
});
beforeEach(() => machine.sandbox.faults.clear());
afterAll(() => machine.close());

/** The write of the table with which a state ends, or which it ends with when it is done again. */
const endOf = (state: string, id: string) => ({
  service: 'dynamodb',
  action: 'UpdateItem',
  times: 1,
  when: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
    const text = JSON.stringify(input);
    return text.includes(`"${state}"`) && text.includes(`INCIDENT#${id}`);
  },
});

type Way = readonly [state: string, begin: () => Promise<string>];

const restoring = async () => {
  const name = await machine.bucket(good);
  await machine.change(name, open);
  return machine.incident(name, { state: 'open' });
};
const wanted = async () => {
  const name = await machine.bucket(good);
  return machine.incident(name, { wanted: { policy: JSON.stringify(machine.made(open, name)) } });
};
const weaker = async () => {
  const name = await machine.bucket(good);
  await machine.change(name, weak);
  return machine.incident(name, { state: 'escalated' });
};

/** Every state that works, in a run that comes by it. */
const ways: readonly Way[] = [
  ...['Gather', 'Judge', 'Restore', 'ReadBack', 'Record', 'Ask', 'Answer', 'Keep', 'Report'].map(
    (state) => [state, () => restoring()] as const,
  ),
  ['Apply', () => wanted()],
  ['PutBack', () => weaker()],
];
const answerOf = (state: string) => (state === 'Apply' ? 'planned' : 'not-me');
const isBeforeAnswer = (state: string) =>
  ['Gather', 'Judge', 'Restore', 'ReadBack', 'Record', 'Ask'].includes(state);

test.each(ways)(
  'a failure in %s ends in an escalated incident that says so',
  async (state, begin) => {
    let id = '';
    const refuse = { code: 'AccessDeniedException', message: 'on purpose', status: 400 };
    machine.sandbox.faults.add({
      ...endOf(state, ''),
      refuse,
      when: (call) => endOf(state, id).when(call),
    });
    id = await begin();
    if (!isBeforeAnswer(state)) {
      await machine.asked(id);
      await machine.answer(id, answerOf(state));
    }
    const { status, states } = await machine.ended(id);
    expect({ status, states: states.slice(-2) }).toEqual({
      status: 'SUCCEEDED',
      states: [state, 'Escalate'],
    });
    const incident = await machine.read(id);
    expect(incident).toMatchObject({
      state: 'escalated',
      escalation: `The playbook failed in ${state}: Denied: a call to AWS was denied (AccessDeniedException)`,
    });
    expect(incident.ask === undefined || incident.ask.ended !== undefined).toBe(true);
    expect(incident.timeline.filter(({ kind }) => kind === 'escalated')).toHaveLength(1);
  },
);

test('where not even the escalation can be written the run fails, for the alarm', async () => {
  const refuse = { code: 'AccessDeniedException', message: 'on purpose', status: 400 };
  machine.sandbox.faults.add({
    ...{ service: 'dynamodb', action: 'UpdateItem', refuse },
    when: ({ principal }) => JSON.stringify(principal).includes('trailwarden-bucket-policy'),
  });
  const id = await restoring();
  expect(await machine.ended(id)).toEqual({
    status: 'FAILED',
    states: ['Gather', 'Escalate', 'Unheard'],
  });
});

/** Undoes the guard's next write of this bucket before it is answered. */
const undoing = (name: string) =>
  machine.sandbox.faults.add({
    ...{ service: 's3', action: 'PutBucketPolicy', times: 1 },
    when: ({ principal, input }) =>
      JSON.stringify(principal).includes('trailwarden-bucket-guard') && input.Bucket === name,
    after: () => {
      void machine.change(name, open);
    },
  });

/** Not before the run has begun. */
const notYet = async (id: string): Promise<boolean> => {
  const { executions = [] } = await machine.sfn.send(
    new ListExecutionsCommand({ stateMachineArn: machine.machineArn }),
  );
  const executionArn = executions.find(({ name }) => name === id)?.executionArn;
  if (!executionArn) return false;
  const { events = [] } = await machine.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  return events.some(({ taskFailedEventDetails }) => taskFailedEventDetails?.error === 'NotYet');
};

test('what reads back as it was is read again, until it is as it must be', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, open);
  undoing(name);
  const id = await machine.incident(name, { state: 'open' });
  await until(() => notYet(id), { what: 'it was read back too early', withinMs: 60_000 });
  await machine.change(name, good);
  await machine.asked(id);
  await machine.answer(id, 'handled');
  expect((await machine.ended(id)).states).toContain('Report');
});

test('what never reads back is escalated', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, open);
  undoing(name);
  const id = await machine.incident(name, { state: 'open' });
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['ReadBack', 'Escalate']);
  expect((await machine.read(id)).escalation).toContain(
    'The playbook failed in ReadBack: NotYet: Everyone on the internet may read',
  );
});

test('a call that is throttled is made again, and one that is denied is a person’s', async () => {
  const name = await machine.bucket(good);
  await machine.change(name, open);
  const one = { service: 's3', action: 'GetBucketPolicy', accountId: machine.member } as const;
  const isGuard = ({ principal }: { readonly principal: unknown }) =>
    JSON.stringify(principal).includes('trailwarden-bucket-guard');
  const refuse = (code: string, status: number) => ({ code, status, message: 'on purpose' });
  // The SDK itself asks four times.
  machine.sandbox.faults.add({ ...one, when: isGuard, times: 5, refuse: refuse('SlowDown', 503) });
  const id = await machine.incident(name, { state: 'open' });
  await machine.asked(id);
  machine.sandbox.faults.add({ ...one, when: isGuard, refuse: refuse('AccessDenied', 403) });
  await machine.answer(id, 'planned');
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['Apply', 'Escalate']);
  expect((await machine.read(id)).escalation).toBe(
    'The playbook failed in Apply: Denied: s3:GetBucketPolicy was denied (AccessDenied)',
  );
});

/** What the world is after a run, without what its clock says. */
async function worldAfter(id: string) {
  const { state, escalation, ask, playbook, timeline } = (await machine.read(id)) as Incident;
  const name = id.replace('inc-', '');
  return {
    ...{ state, escalation, lines: playbook?.lines.map(nameless(name)) },
    ended: ask?.ended?.as,
    policy: JSON.stringify(await machine.policyOf(name)).replaceAll(name, 'x'),
    // Each line once, and no line that a run without trouble has not.
    timeline: timeline
      .map(({ text }) => text.replace(/[:,].*/s, ''))
      // A question of a run that was stopped may be answered before it is asked anew; and what it wrote last may be read
      // back by the next one's Judge.
      .filter((text) => !/^(the answer |read back)/.test(text))
      .sort(),
  };
}
const nameless = (name: string) => (text: string) => text.replaceAll(name, 'x');

/** A run without trouble. */
async function undisturbed(begin: () => Promise<string>, state: string) {
  const id = await begin();
  await machine.asked(id);
  await machine.answer(id, answerOf(state));
  await machine.ended(id);
  return worldAfter(id);
}

test.each(ways)(
  'a function killed at the end of %s does its state again, and the run is the same',
  async (state, begin) => {
    const expected = await undisturbed(begin, state);
    let id = '';
    machine.sandbox.faults.add({
      ...endOf(state, ''),
      when: (call) => endOf(state, id).when(call),
      after: () => hooks.lambda.killEnvironments(machine.sandbox, machine.functionArn),
    });
    id = await begin();
    await machine.asked(id);
    await machine.answer(id, answerOf(state));
    expect((await machine.ended(id)).status).toBe('SUCCEEDED');
    expect(await worldAfter(id)).toEqual(expected);
  },
);

test.each(ways)(
  'a run stopped at the end of %s and started again comes to the same end',
  async (state, begin) => {
    const expected = await undisturbed(begin, state);
    let id = '';
    const { machineArn, sfn } = machine;
    const stopped = new Promise<void>((resolve, reject) => {
      machine.sandbox.faults.add({
        ...endOf(state, ''),
        when: (call) => endOf(state, id).when(call),
        after: () => {
          const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${id}`;
          sfn.send(new StopExecutionCommand({ executionArn })).then(() => resolve(), reject);
        },
      });
    });
    id = await begin();
    if (!isBeforeAnswer(state)) {
      await machine.asked(id);
      await machine.answer(id, answerOf(state));
    }
    await stopped;
    await machine.again(id, `${id}-again`);
    if (isBeforeAnswer(state)) {
      await machine.asked(id);
      await machine.answer(id, answerOf(state));
    }
    expect((await machine.ended(id, `${id}-again`)).status).toBe('SUCCEEDED');
    expect(await worldAfter(id)).toEqual(expected);
  },
);

test('a run that is over and started again changes nothing', async () => {
  const expected = await undisturbed(wanted, 'Apply');
  const id = await wanted();
  await machine.asked(id);
  await machine.answer(id, 'planned');
  await machine.ended(id);
  await machine.again(id, `${id}-again`);
  await machine.ended(id, `${id}-again`);
  expect(await worldAfter(id)).toEqual(expected);
});
