import { isDeepStrictEqual } from 'node:util';
import { aMachine } from '../a-machine';
import type { Answers, MachineUnderTest } from '../machine-under-test';

type Fault = Parameters<MachineUnderTest['sandbox']['faults']['add']>[0];

/** How a run comes by a state. */
interface Way {
  readonly released: Answers['released'];
  /** What fails before, so that the run comes by it at all. */
  readonly fails?: (id: () => string) => Fault;
}

const refused = (code: string) => ({ code, message: 'on purpose', status: 403 });

const halfContained: Way = {
  released: 'planned',
  fails: () => ({
    ...{ service: 'ec2', action: 'ModifyNetworkInterfaceAttribute', times: 1 },
    refuse: refused('UnauthorizedOperation'),
  }),
};

/** Where it is not a login that was not planned, and whose machine is released. */
const ways: Readonly<Record<string, Way>> = {
  Keep: { released: 'not-me' },
  EndAfterFailure: {
    released: 'planned',
    fails: (id) => ({ ...endOf('ExamineOne', id), refuse: refused('AccessDeniedException') }),
  },
  ReleaseHalf: halfContained,
  Escalate: halfContained,
};

export const wayTo = (state: string): Way => ways[state] ?? { released: 'planned' };

/** The call with which a state ends, or which it ends with when it is done again. */
export function endOf(state: string, id: () => string) {
  if (state === 'EndExaminer' || state === 'EndAfterFailure')
    return { service: 'ec2', action: 'TerminateInstances', times: 1 };
  return {
    ...{ service: 'dynamodb', action: 'UpdateItem', times: 1 },
    when: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
      const text = JSON.stringify(input);
      const isOfState = text.includes(`"${state}"`) || text.includes(`"${state} `);
      return id() !== '' && isOfState && text.includes(`INCIDENT#${id()}"`);
    },
  };
}

/** The state's failure, once. */
export const failureIn = (state: string, id: () => string): Fault => ({
  ...endOf(state, id),
  refuse: refused(state.startsWith('End') ? 'UnauthorizedOperation' : 'AccessDeniedException'),
});

export interface ARun {
  readonly id: string;
  /** Whether its machine is as it was before, by a client of its own. */
  readonly isAsBefore: () => Promise<boolean>;
}

/** Starts a run on a machine of its own that comes by the state, with these faults. */
export async function aRun(
  test: MachineUnderTest,
  state: string,
  faults: readonly ((id: () => string) => Fault)[] = [],
): Promise<ARun> {
  const { id: instanceId, state: now } = await aMachine(test);
  const was = await now();
  let id = '';
  const { fails } = wayTo(state);
  for (const fault of [...(fails ? [fails] : []), ...faults])
    test.sandbox.faults.add(fault(() => id));
  id = await test.incident(await test.session(instanceId));
  return { id, isAsBefore: async () => isDeepStrictEqual(await now(), was) };
}

export const answersTo = (state: string): Answers => ({
  'planned?': 'not-me',
  released: wayTo(state).released,
});
