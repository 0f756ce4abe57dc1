import * as ec2 from '@aws-sdk/client-ec2';
import * as ssm from '@aws-sdk/client-ssm';
import { until } from '../../../../services/cli/local/until';
import { hooks } from '../../../../services/sandbox';
import type { Answer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

const client = (scene: Scene) => new ssm.SSMClient(scene.as());

/** What stands for what in the recorded input. */
const ABSENT = 'i-00000000000000000';
const UUID = '00000000-0000-4000-8000-999000999000';
const id = { Key: 'InstanceIds', Values: [ABSENT] };

const filledIn = (input: object): object =>
  JSON.parse(
    JSON.stringify(input)
      .replaceAll(
        '"InstanceInformationFilterList":["{one}"]',
        `"InstanceInformationFilterList":[${JSON.stringify({ key: 'InstanceIds', valueSet: [ABSENT] })}]`,
      )
      .replaceAll('"{one}"', JSON.stringify(id))
      .replaceAll('"{id}"', JSON.stringify(id))
      .replaceAll('"{tag}"', JSON.stringify({ Key: 'tag:x', Values: ['y'] }))
      .replaceAll('{absent}', ABSENT)
      .replaceAll('{uuid}', UUID),
  );

/** One call, in an account with one machine. */
const ask: Situation = async (scene, { action, input }) => {
  start(scene);
  const Command = Reflect.get(ssm, `${action}Command`);
  return answerOf(client(scene).send(new Command(filledIn(input))) as Promise<object>);
};

const start = ({ sandbox, accounts: [accountId] }: Scene) =>
  hooks.ec2.startInstance(sandbox.world, { accountId, region: 'us-east-1' });

const shell = (scene: Scene, commands: string[], more: Partial<ssm.SendCommandCommandInput>) =>
  client(scene).send(
    new ssm.SendCommandCommand({
      ...{ DocumentName: 'AWS-RunShellScript', Parameters: { commands }, ...more },
    }),
  );

/** Moves the clock until an invocation is as it is wanted. */
async function invocation(
  scene: Scene,
  CommandId: string | undefined,
  InstanceId: string,
  isSo: (one: ssm.GetCommandInvocationCommandOutput) => boolean,
  stepMs: number,
): Promise<ssm.GetCommandInvocationCommandOutput> {
  const at = client(scene);
  const asked = new ssm.GetCommandInvocationCommand({ CommandId, InstanceId });
  await until(
    async () => {
      const one = await at.send(asked);
      if (!isSo(one)) scene.sandbox.world.clock.advance(stepMs);
      return isSo(one);
    },
    { what: 'the invocation is not as the situation wants it', withinMs: 10_000 },
  );
  return at.send(asked);
}

const commandOf = async (scene: Scene, CommandId: string | undefined) => {
  const { Commands = [] } = await client(scene).send(new ssm.ListCommandsCommand({ CommandId }));
  return Commands[0];
};

const outcome = (
  { Status, StatusDetails, ResponseCode }: ssm.GetCommandInvocationCommandOutput,
  command: ssm.Command | undefined,
): Answer => ({ ok: { Status, StatusDetails, ResponseCode, command } });

const tooLong: Situation = async (scene, { input }) => {
  const { id: machine } = start(scene);
  const executionTimeout = [String(input.executionTimeout)];
  const { Command } = await shell(scene, [], {
    InstanceIds: [machine],
    Parameters: { commands: ['echo before', 'sleep 60'], executionTimeout },
  });
  const runs = ({ Status }: ssm.GetCommandInvocationCommandOutput) => Status === 'InProgress';
  await invocation(scene, Command?.CommandId, machine, runs, 0);
  const isOver = ({ Status }: ssm.GetCommandInvocationCommandOutput) => Status === 'TimedOut';
  const ended = await invocation(scene, Command?.CommandId, machine, isOver, 5_000);
  return outcome(ended, await commandOf(scene, Command?.CommandId));
};

/** The command still runs a minute later, and no longer after an hour. */
const tooShort: Situation = async (scene, { input }) => {
  const { id: machine } = start(scene);
  const executionTimeout = [String(input.executionTimeout)];
  const { Command } = await shell(scene, [], {
    InstanceIds: [machine],
    Parameters: { commands: ['sleep 60'], executionTimeout },
  });
  const isRunning = ({ Status }: ssm.GetCommandInvocationCommandOutput) => Status === 'InProgress';
  await invocation(scene, Command?.CommandId, machine, isRunning, 0);
  // It still runs ten seconds before an hour is over, and not ten seconds after.
  const { clock } = scene.sandbox.world;
  clock.advance(3_590_000);
  const before = await invocation(scene, Command?.CommandId, machine, () => true, 0);
  clock.advance(20_000);
  await invocation(scene, Command?.CommandId, machine, (one) => !isRunning(one), 0);
  return { ok: { effective: isRunning(before) ? 3_600 : 'less than 3,590' } };
};

const agentStopped: Situation = async (scene) => {
  const { id: machine } = start(scene);
  hooks.ec2.machineOf(scene.sandbox.world, machine).agent = 'stopped';
  const { Command } = await shell(scene, ['echo never'], {
    ...{ InstanceIds: [machine], TimeoutSeconds: 30 },
    Parameters: { commands: ['echo never'], executionTimeout: ['5'] },
  });
  const isOver = ({ Status }: ssm.GetCommandInvocationCommandOutput) => Status === 'TimedOut';
  const ended = await invocation(scene, Command?.CommandId, machine, isOver, 10_000);
  return outcome(ended, await commandOf(scene, Command?.CommandId));
};

export const ssmSituations: Situations = {
  '36b3ba': ask,
  '7d1031': ask,
  '785f43': ask,
  d916ff: ask,
  c28a45: ask,
  '6399de': ask,
  '854b00': ask,
  b3e56c: async (scene, recorded) => {
    const answer = await (ask as (s: Scene, r: typeof recorded) => Promise<Answer>)(
      scene,
      recorded,
    );
    return { ...answer, message: String(answer.message).replace(UUID, '{uuid}') };
  },
  '824136': ask,
  f9185f: async (scene) => {
    const { id: machine } = start(scene);
    const at = new ec2.EC2Client(scene.as());
    await at.send(new ec2.StopInstancesCommand({ InstanceIds: [machine] }));
    at.destroy();
    scene.sandbox.world.clock.advance(120_000);
    return answerOf(shell(scene, ['true'], { InstanceIds: [machine] }));
  },
  b7c7a2: async (scene, { input }) => {
    start(scene);
    const Targets = input.Targets as ssm.Target[];
    const { Command } = await shell(scene, ['true'], { Targets });
    return { ok: await commandOf(scene, Command?.CommandId) };
  },
  '2637e6': tooLong,
  '481619': tooShort,
  '1f8866': agentStopped,
};
