import {
  DescribeSessionsCommand,
  ResumeSessionCommand,
  type SSMClient,
  StartSessionCommand,
  TerminateSessionCommand,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type MachineUnderTest, machineUnderTest, region } from './machine-under-test';

let under: MachineUnderTest;
let ssm: SSMClient;
let Target: string;

beforeAll(async () => {
  under = await machineUnderTest();
  ssm = under.ssm();
  Target = under.instance.id;
});
afterAll(() => under.close());

const commands = () =>
  [...under.machine.processes.values()].map(({ user, command }) => `${user}: ${command.join(' ')}`);

test('a session runs on the machine until it is terminated', async () => {
  const started = await ssm.send(new StartSessionCommand({ Target, Reason: 'CHG-42' }));
  const { SessionId = '', StreamUrl, TokenValue } = started;
  expect(SessionId).toMatch(/^admin-[a-z2-7]{26}$/);
  expect(StreamUrl).toContain(`wss://ssmmessages.${region}.amazonaws.com/`);
  expect(commands()).toEqual([`root: /usr/bin/ssm-session-worker ${SessionId}`, 'ssm-user: sh']);
  const active = new DescribeSessionsCommand({ State: 'Active' });
  expect((await ssm.send(active)).Sessions).toMatchObject([
    {
      SessionId,
      Target,
      Status: 'Connected',
      Reason: 'CHG-42',
      Owner: `arn:aws:iam::${payments}:user/admin`,
      DocumentName: 'SSM-SessionManagerRunShell',
    },
  ]);
  expect(await ssm.send(new ResumeSessionCommand({ SessionId }))).toMatchObject({ SessionId });
  expect(await ssm.send(new TerminateSessionCommand({ SessionId }))).toMatchObject({ SessionId });
  expect(commands()).toEqual([]);
  expect((await ssm.send(active)).Sessions).toEqual([]);
  const history = new DescribeSessionsCommand({
    State: 'History',
    Filters: [{ key: 'Target', value: Target }],
  });
  expect((await ssm.send(history)).Sessions).toMatchObject([
    { SessionId, Status: 'Terminated', EndDate: expect.any(Date) },
  ]);
  await expect(ssm.send(new ResumeSessionCommand({ SessionId }))).rejects.toMatchObject({
    name: 'DoesNotExistException',
  });
  expect(under.recordOf('StartSession')).toMatchObject({
    readOnly: false,
    requestParameters: { target: Target, reason: 'CHG-42' },
    responseElements: {
      sessionId: SessionId,
      streamUrl: StreamUrl,
      tokenValue: 'Value hidden due to security reasons.',
    },
  });
  expect(JSON.stringify(under.recordOf('StartSession'))).not.toContain(TokenValue);
  expect(under.recordOf('TerminateSession')).toMatchObject({
    requestParameters: { sessionId: SessionId },
    responseElements: { sessionId: SessionId },
  });
});

test('a session ends with its process, and with its machine', async () => {
  const start = new StartSessionCommand({ Target });
  const { SessionId: killed } = await ssm.send(start);
  const worker = [...under.machine.processes.values()].find(({ user }) => user === 'root');
  hooks.ec2.kill(under.machine, worker?.pid ?? 0);
  const { SessionId: stopped } = await ssm.send(start);
  under.instance.state = 'stopped';
  const { Sessions = [] } = await ssm.send(new DescribeSessionsCommand({ State: 'History' }));
  const over = Sessions.map(({ SessionId }) => SessionId);
  expect(over).toEqual(expect.arrayContaining([killed, stopped]));
  under.instance.state = 'running';
  await ssm.send(new TerminateSessionCommand({ SessionId: stopped }));
});

test('a machine that is not reached has no session', async () => {
  under.machine.agent = 'stopped';
  await expect(ssm.send(new StartSessionCommand({ Target }))).rejects.toMatchObject({
    name: 'TargetNotConnected',
    message: `${Target} is not connected.`,
  });
  under.machine.agent = 'online';
  const unknown = new TerminateSessionCommand({ SessionId: 'ana-0123456789abcdef0' });
  await expect(ssm.send(unknown)).rejects.toMatchObject({ name: 'DoesNotExistException' });
});

test('starting is asked on the document and on the machine with its tags, ending on the session', async () => {
  const { world } = under.sandbox;
  const user = hooks.iam.createUser(world, { accountId: payments, name: 'ana' });
  const ana = under.ssm(hooks.iam.createAccessKey(world, user));
  const start = new StartSessionCommand({ Target });
  const document = `arn:aws:ssm:${region}:${payments}:document/SSM-SessionManagerRunShell`;
  await expect(ana.send(start)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: ${user.arn} is not authorized to perform: ssm:StartSession on resource: ${document} because no identity-based policy allows the ssm:StartSession action`,
  });
  const allow = (Action: string, Resource: string, Condition?: object) => ({
    Effect: 'Allow' as const,
    Action,
    Resource,
    ...(Condition && { Condition: Condition as never }),
  });
  const machines = `arn:aws:ec2:${region}:${payments}:instance/*`;
  const tagged = (suite: string) => ({ StringEquals: { 'ssm:resourceTag/suite': suite } });
  const policy = (suite: string) => ({
    Statement: [
      allow('ssm:StartSession', document),
      allow('ssm:StartSession', machines, tagged(suite)),
      allow('ssm:TerminateSession', `arn:aws:ssm:*:*:session/\${aws:username}-*`),
    ],
  });
  user.inlinePolicies.set('sessions', policy('database'));
  await expect(ana.send(start)).rejects.toMatchObject({
    message: expect.stringContaining(`instance/${Target}`),
  });
  user.inlinePolicies.set('sessions', policy('web'));
  const { SessionId } = await ana.send(start);
  const { SessionId: ofAdmin } = await ssm.send(start);
  await expect(ana.send(new TerminateSessionCommand({ SessionId: ofAdmin }))).rejects.toMatchObject(
    { name: 'AccessDeniedException' },
  );
  await ana.send(new TerminateSessionCommand({ SessionId }));
  await ssm.send(new TerminateSessionCommand({ SessionId: ofAdmin }));
});
