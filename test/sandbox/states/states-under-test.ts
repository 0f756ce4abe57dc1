import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { hooks } from '../../../services/sandbox/hooks';
import type { Statement } from '../../../services/sandbox/iam/policy-document';
import { security } from '../core/organization-under-test';
import { type EventPathUnderTest, eventPathUnderTest } from '../events/event-path-under-test';

/** State machines of the security account, in us-east-1. */
export interface StatesUnderTest extends Omit<EventPathUnderTest, 'events'> {
  readonly sfn: SFNClient;
  /** A machine of the standard role; gives its ARN. */
  readonly machine: (definition: object, name?: string) => Promise<string>;
  /** Starts it and lets so many seconds of the world go by. */
  readonly start: (machineArn: string, input?: unknown, seconds?: number) => Promise<string>;
  /** The execution of a new machine once it has ended, its output parsed. */
  readonly run: (definition: object, input?: unknown) => Promise<Ended>;
  readonly describe: (executionArn: string) => Promise<Ended>;
  /** Types of its events, in order. */
  readonly events: (executionArn: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface Ended {
  readonly executionArn: string;
  readonly status: string;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export const roleArn = `arn:aws:iam::${security}:role/machine`;

/** The role may do what the statements say. */
export async function statesUnderTest(
  statements: readonly Statement[] = [],
): Promise<StatesUnderTest> {
  const { events: _, ...path } = await eventPathUnderTest();
  const { sandbox } = path;
  const { world } = sandbox;
  hooks.iam.createRole(world, {
    accountId: security,
    name: 'machine',
    trustPolicy: {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'states.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': security } },
      },
    },
    inlinePolicies: { own: { Statement: statements } },
  });
  const sfn = new SFNClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(security),
    maxAttempts: 1,
  });
  let made = 0;
  const machine: StatesUnderTest['machine'] = async (definition, name) => {
    made += 1;
    const created = await sfn.send(
      new CreateStateMachineCommand({
        name: name ?? `machine-${made}`,
        definition: JSON.stringify(definition),
        roleArn,
      }),
    );
    return String(created.stateMachineArn);
  };
  const start: StatesUnderTest['start'] = async (stateMachineArn, input = {}, seconds = 0) => {
    const started = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
    );
    world.clock.advance(seconds * 1000);
    return String(started.executionArn);
  };
  const describe: StatesUnderTest['describe'] = async (executionArn) => {
    const { status, output, error, cause } = await sfn.send(
      new DescribeExecutionCommand({ executionArn }),
    );
    const parsed = output === undefined ? undefined : JSON.parse(output);
    return { executionArn, status: String(status), output: parsed, error, cause };
  };
  return {
    ...path,
    sfn,
    machine,
    start,
    describe,
    run: async (definition, input) => {
      const executionArn = await start(await machine(definition), input);
      await hooks.states.executionEnded(world, executionArn);
      return describe(executionArn);
    },
    events: async (executionArn) => {
      const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
      return events.map(({ type }) => String(type));
    },
    close: () => sandbox.close(),
  };
}

/** A definition of these states, which begins with the first of them. */
export const flow = (states: Readonly<Record<string, object>>, more: object = {}): object => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
