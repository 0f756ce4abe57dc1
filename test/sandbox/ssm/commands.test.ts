import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CancelCommandCommand,
  CreateDocumentCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  type GetCommandInvocationCommandOutput,
  GetConnectionStatusCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  SendCommandCommand,
  type SendCommandCommandInput,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { createBucket } from '../../../services/sandbox/s3/create-bucket';
import { payments } from '../core/organization-under-test';
import { type MachineUnderTest, machineUnderTest, region } from './machine-under-test';

let under: MachineUnderTest;
let ssm: SSMClient;
let InstanceIds: string[];

beforeAll(async () => {
  under = await machineUnderTest();
  ssm = under.ssm();
  InstanceIds = [under.instance.id];
});
afterAll(() => under.close());

const shell = (commands: string[], more: Partial<SendCommandCommandInput> = {}, timeout?: string) =>
  ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds,
      Parameters: { commands, ...(timeout && { executionTimeout: [timeout] }) },
      ...more,
    }),
  );

type Invocation = GetCommandInvocationCommandOutput;

/** Asks until the look at the answer is content. */
async function until(
  CommandId: string | undefined,
  isContent: (invocation: Invocation) => boolean = ({ Status }) =>
    Status !== 'InProgress' && Status !== 'Pending',
): Promise<Invocation> {
  const ask = { CommandId, InstanceId: under.instance.id };
  const deadline = performance.now() + 5000;
  for (;;) {
    const found = await ssm.send(new GetCommandInvocationCommand(ask));
    if (isContent(found)) return found;
    if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(found)}`);
  }
}

const commandOf = async (CommandId: string | undefined) => {
  const { Commands } = await ssm.send(new ListCommandsCommand({ CommandId }));
  return Commands?.[0];
};

test('a script runs for real, over the files of the machine, and with nothing of this computer', async () => {
  hooks.ec2.putFile(under.machine, '/etc/motd', 'hello\n');
  const { Command } = await shell([
    'cat "$MACHINE_ROOT/etc/motd"',
    'printf oops >&2',
    'env | sort',
  ]);
  expect(Command).toMatchObject({
    DocumentName: 'AWS-RunShellScript',
    DocumentVersion: '$DEFAULT',
    Status: 'Pending',
    StatusDetails: 'Pending',
    TargetCount: 1,
    CompletedCount: 0,
    TimeoutSeconds: 3600,
    MaxConcurrency: '50',
    MaxErrors: '0',
  });
  const done = await until(Command?.CommandId);
  expect(done).toMatchObject({
    PluginName: 'aws:runShellScript',
    ResponseCode: 0,
    Status: 'Success',
    StandardErrorContent: 'oops',
    ExecutionElapsedTime: expect.stringMatching(/^PT[\d.]+S$/),
  });
  const [hello, ...variables] = done.StandardOutputContent?.trim().split('\n') ?? [];
  expect(hello).toBe('hello');
  expect(variables.map((line) => line.split('=')[0])).toEqual([
    'AWS_SSM_INSTANCE_ID',
    'AWS_SSM_REGION_NAME',
    'MACHINE_KILL',
    'MACHINE_ROOT',
    'PATH',
    'PWD',
    'SHLVL',
    '_',
  ]);
  expect(variables).toContain('PATH=/usr/bin:/bin');
  const { CommandInvocations } = await ssm.send(
    new ListCommandInvocationsCommand({ CommandId: Command?.CommandId, Details: true }),
  );
  expect(CommandInvocations?.[0]?.CommandPlugins).toMatchObject([
    {
      Name: 'aws:runShellScript',
      Output: expect.stringContaining('\n----------ERROR-------\noops'),
    },
  ]);
});

test('a script that fails says so, with its exit status', async () => {
  const { Command } = await shell(['echo before', 'exit 7']);
  expect(await until(Command?.CommandId)).toMatchObject({
    Status: 'Failed',
    StatusDetails: 'Failed',
    ResponseCode: 7,
    StandardOutputContent: 'before\n',
    StandardErrorContent: 'failed to run commands: exit status 7',
  });
  expect(await commandOf(Command?.CommandId)).toMatchObject({ Status: 'Failed', ErrorCount: 1 });
});

test('what a script kills on the machine is gone, its login too', async () => {
  const { pid, shellPid } = hooks.ec2.logIn(under.machine, {
    user: 'ec2-user',
    from: '203.0.113.9',
  });
  const lines = [
    `test -d "$MACHINE_ROOT/proc/${pid}" && echo there`,
    `"$MACHINE_KILL" -KILL ${shellPid}; echo $?`,
    `test -d "$MACHINE_ROOT/proc/${pid}" || echo gone`,
    `"$MACHINE_KILL" -KILL ${shellPid}; echo $?`,
  ];
  const { Command } = await shell(lines);
  expect(await until(Command?.CommandId)).toMatchObject({
    StandardOutputContent: 'there\n0\ngone\n1\n',
  });
  expect(under.machine.logins.size).toBe(0);
});

test('a script that runs too long is killed, and its command fails', async () => {
  const { Command } = await shell(['echo before', 'sleep 60', 'echo never'], {}, '5');
  await until(Command?.CommandId, ({ Status }) => Status === 'InProgress');
  under.sandbox.world.clock.advance(5_000);
  expect(await until(Command?.CommandId)).toMatchObject({
    Status: 'TimedOut',
    StatusDetails: 'ExecutionTimedOut',
    ResponseCode: 137,
  });
  expect(await commandOf(Command?.CommandId)).toMatchObject({
    Status: 'Failed',
    StatusDetails: 'Failed',
    ErrorCount: 1,
  });
});

test('fewer than five seconds are an hour', async () => {
  const { Command } = await shell(['read -r -t 0.2 <> <(:); echo after'], {}, '2');
  await until(Command?.CommandId, ({ Status }) => Status !== 'Pending');
  under.sandbox.world.clock.advance(60_000);
  expect(await until(Command?.CommandId)).toMatchObject({ Status: 'Success' });
});

test('a command that is cancelled ends where it is', async () => {
  const { Command } = await shell(['echo before', 'sleep 60']);
  const CommandId = Command?.CommandId;
  await until(CommandId, ({ Status }) => Status === 'InProgress');
  await ssm.send(new CancelCommandCommand({ CommandId, InstanceIds }));
  expect(await until(CommandId)).toMatchObject({ Status: 'Cancelled', ResponseCode: 137 });
  expect(await commandOf(CommandId)).toMatchObject({ Status: 'Cancelled', ErrorCount: 0 });
});

test('a machine whose agent stopped is Online, not connected, and gets a command too late', async () => {
  under.machine.agent = 'stopped';
  const Target = under.instance.id;
  const { InstanceInformationList } = await ssm.send(new DescribeInstanceInformationCommand({}));
  expect(InstanceInformationList).toMatchObject([{ InstanceId: Target, PingStatus: 'Online' }]);
  expect(await ssm.send(new GetConnectionStatusCommand({ Target }))).toMatchObject({
    Target,
    Status: 'notconnected',
  });
  const { Command } = await shell(['echo never'], { TimeoutSeconds: 30 }, '5');
  const waits = ({ StatusDetails }: Invocation) => StatusDetails === 'Delayed';
  expect(await until(Command?.CommandId, waits)).toMatchObject({
    Status: 'Pending',
    ResponseCode: -1,
  });
  // The wait is looked at once a second, and each look begins the next wait.
  const isOver = (invocation: Invocation) => {
    under.sandbox.world.clock.advance(10_000);
    return invocation.Status === 'TimedOut';
  };
  expect(await until(Command?.CommandId, isOver)).toMatchObject({
    StatusDetails: 'DeliveryTimedOut',
    ResponseCode: -1,
    StandardOutputContent: '',
  });
  expect(await commandOf(Command?.CommandId)).toMatchObject({
    Status: 'TimedOut',
    StatusDetails: 'DeliveryTimedOut',
    ErrorCount: 0,
    DeliveryTimedOutCount: 1,
  });
  under.machine.agent = 'online';
});

test('output is cut after 24,000 characters, and whole in the bucket', async () => {
  const { world, endpoint, credentials } = under.sandbox;
  createBucket(world, { accountId: payments, region, name: 'output-of-commands' });
  const { Command } = await shell(['printf "%030000d" 0'], {
    OutputS3BucketName: 'output-of-commands',
    OutputS3KeyPrefix: 'runs',
  });
  const done = await until(Command?.CommandId);
  expect(done.StandardOutputContent).toHaveLength(24_000);
  const key = `runs/${Command?.CommandId}/${under.instance.id}/awsrunShellScript/0.awsrunShellScript/stdout`;
  expect(done.StandardOutputUrl).toBe(
    `https://s3.${region}.amazonaws.com/output-of-commands/${key}`,
  );
  const s3 = new S3Client({
    endpoint,
    region,
    credentials: credentials(payments),
    forcePathStyle: true,
  });
  const get = new GetObjectCommand({ Bucket: 'output-of-commands', Key: key });
  const { Body } = await s3.send(get);
  expect(await Body?.transformToString()).toHaveLength(30_000);
  s3.destroy();
});

test('a script puts a file of the machine where a presigned address lets it', async () => {
  const { endpoint, credentials } = under.sandbox;
  const s3 = new S3Client({
    endpoint,
    region,
    credentials: credentials(payments),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const object = { Bucket: 'output-of-commands', Key: 'evidence/motd' };
  const url = await getSignedUrl(s3, new PutObjectCommand(object), { expiresIn: 900 });
  const put = `curl -sSf -X PUT --data-binary @"$MACHINE_ROOT/etc/motd" '${url}' && echo put`;
  const { Command } = await shell([put]);
  expect(await until(Command?.CommandId)).toMatchObject({ StandardOutputContent: 'put\n' });
  const { Body } = await s3.send(new GetObjectCommand(object));
  expect(await Body?.transformToString()).toBe('hello\n');
  s3.destroy();
});

test('a script whose machine has a way to Systems Manager only reaches no address of S3', async () => {
  const { interfaces, groups } = hooks.ec2.state(under.sandbox.world);
  const network = interfaces.get(under.instance.interfaceIds[0] ?? '');
  const group = groups.get(network?.groupIds[0] ?? '');
  const rules = [...(group?.rules.values() ?? [])].filter(({ isEgress }) => isEgress);
  const ask = async () => {
    const { Command } = await shell([`curl -s -o /dev/null '${under.sandbox.endpoint}/'; echo $?`]);
    return (await until(Command?.CommandId)).StandardOutputContent?.trim();
  };
  const letOutTo = (cidr: string) => {
    for (const rule of rules) group?.rules.set(rule.id, { ...rule, peer: { kind: 'cidr4', cidr } });
  };
  expect(await ask()).toBe('0');
  letOutTo('52.94.233.0/24');
  expect(await ask()).toBe('7');
  for (const rule of rules) group?.rules.set(rule.id, rule);
});

test('a machine without a way to Systems Manager is not connected, whatever its agent', async () => {
  const { world } = under.sandbox;
  const { interfaces, groups } = hooks.ec2.state(world);
  const network = interfaces.get(under.instance.interfaceIds[0] ?? '');
  const group = groups.get(network?.groupIds[0] ?? '');
  const status = async () =>
    (await ssm.send(new GetConnectionStatusCommand({ Target: under.instance.id }))).Status;
  expect(await status()).toBe('connected');
  const rules = [...(group?.rules.values() ?? [])];
  for (const { id, isEgress } of rules) if (isEgress) group?.rules.delete(id);
  expect(await status()).toBe('notconnected');
  for (const rule of rules) group?.rules.set(rule.id, rule);
});

const Name = 'trailwarden-test';
const content = {
  schemaVersion: '2.2',
  parameters: {
    tty: { type: 'String', allowedPattern: '^pts/[0-9]+$' },
    mode: { type: 'String', default: 'fast', allowedValues: ['fast', 'slow'] },
    text: { type: 'String', default: 'none', interpolationType: 'ENV_VAR' },
  },
  mainSteps: [
    {
      action: 'aws:runShellScript',
      name: 'say',
      inputs: { runCommand: ['echo {{ tty }} {{mode}}', 'echo "{{ text }}"'] },
    },
    {
      action: 'aws:runPowerShellScript',
      name: 'windows',
      precondition: { StringEquals: ['platformType', 'Windows'] },
      inputs: { runCommand: ['Get-Process'] },
    },
  ],
};

test("a document of one's own takes the parameters it says, and its steps are told apart", async () => {
  const Content = JSON.stringify(content);
  await ssm.send(new CreateDocumentCommand({ Name, Content, DocumentType: 'Command' }));
  const send = (Parameters: Record<string, string[]>) =>
    ssm.send(new SendCommandCommand({ DocumentName: Name, InstanceIds, Parameters }));
  const wrong = [{}, { tty: ['; rm -rf /'] }, { tty: ['pts/1'], mode: ['odd'] }, { other: ['x'] }];
  for (const Parameters of wrong) {
    await expect(send(Parameters as never)).rejects.toMatchObject({
      name: 'InvalidParameters',
      message: 'Parameters provided in document are invalid or not supported.',
    });
  }
  const { Command } = await send({ tty: ['pts/1'], text: ['$(id) `id` "'] });
  const ask = { CommandId: Command?.CommandId, InstanceId: under.instance.id };
  await expect(ssm.send(new GetCommandInvocationCommand(ask))).rejects.toMatchObject({
    name: 'InvalidPluginName',
  });
  const say = new GetCommandInvocationCommand({ ...ask, PluginName: 'say' });
  let said = await ssm.send(say);
  while (said.Status === 'InProgress' || said.Status === 'Pending') said = await ssm.send(say);
  expect(said.StandardOutputContent).toBe('pts/1 fast\n$(id) `id` "\n');
});

test('an unknown machine, one that is stopped, an unknown document and its version are refused as recorded', async () => {
  await expect(shell(['x'], { InstanceIds: ['i-00000000000000000'] })).rejects.toMatchObject({
    name: 'InvalidInstanceId',
    message: 'Instances not in a valid state for account',
  });
  await expect(shell(['x'], { DocumentName: 'none-there' })).rejects.toMatchObject({
    name: 'InvalidDocument',
  });
  await expect(shell(['x'], { DocumentVersion: '999999' })).rejects.toMatchObject({
    name: 'InvalidDocumentVersion',
  });
  await expect(shell(['x'], { TimeoutSeconds: 1 })).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value '1' at 'timeoutSeconds' failed to satisfy constraint: Member must have value greater than or equal to 30",
  });
  const byTag = (value: string) =>
    shell(['true'], { InstanceIds: [], Targets: [{ Key: 'tag:suite', Values: [value] }] });
  const none = await byTag('none');
  expect(none.Command).toMatchObject({ TargetCount: 0 });
  expect(await commandOf(none.Command?.CommandId)).toMatchObject({
    Status: 'Success',
    StatusDetails: 'NoInstancesInTag',
    TargetCount: 0,
  });
  const some = await byTag('web');
  expect(await until(some.Command?.CommandId)).toMatchObject({ Status: 'Success' });
  under.instance.state = 'stopped';
  await expect(shell(['x'])).rejects.toMatchObject({ name: 'InvalidInstanceId' });
  under.instance.state = 'running';
});

test('the record hides what was run', async () => {
  const { Command } = await shell(['echo secret-of-the-house']);
  await until(Command?.CommandId);
  const record = under.recordOf('SendCommand');
  expect(record).toMatchObject({
    requestParameters: {
      documentName: 'AWS-RunShellScript',
      instanceIds: InstanceIds,
      interactive: false,
      parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
    responseElements: {
      command: {
        commandId: Command?.CommandId,
        expiresAfter: expect.stringMatching(/^\w{3} \d+, \d{4}, \d+:\d\d:\d\d [AP]M$/),
        parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        outputS3Region: region,
        status: 'Pending',
      },
    },
  });
  expect(JSON.stringify(record)).not.toContain('secret-of-the-house');
});

test('SendCommand is asked on the document and on the machine with its tags', async () => {
  const { world } = under.sandbox;
  const user = hooks.iam.createUser(world, { accountId: payments, name: 'collector' });
  const document = `arn:aws:ssm:${region}:${payments}:document/${Name}`;
  const machines = `arn:aws:ec2:${region}:${payments}:instance/*`;
  const allow = (Resource: string, suite?: string) => ({
    Effect: 'Allow' as const,
    Action: 'ssm:SendCommand',
    Resource,
    ...(suite && { Condition: { StringEquals: { 'ssm:resourceTag/suite': suite } } }),
  });
  const collector = under.ssm(hooks.iam.createAccessKey(world, user));
  const send = new SendCommandCommand({
    DocumentName: Name,
    InstanceIds,
    Parameters: { tty: ['pts/1'] },
  });
  const policies = user.inlinePolicies;
  policies.set('send', { Statement: [allow(document)] });
  await expect(collector.send(send)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`instance/${under.instance.id}`),
  });
  policies.set('send', { Statement: [allow(document), allow(machines, 'other')] });
  await expect(collector.send(send)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  policies.set('send', { Statement: [allow(machines, 'web')] });
  await expect(collector.send(send)).rejects.toMatchObject({
    message: expect.stringContaining(document),
  });
  policies.set('send', { Statement: [allow(document), allow(machines, 'web')] });
  expect((await collector.send(send)).Command?.DocumentName).toBe(Name);
});
