import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Login } from '../../../shared/domain/login';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest();
});
afterAll(() => machine.close());

const told = async (id: string): Promise<string> =>
  (await machine.read(id)).timeline.map(({ text }) => text).join('\n');

test('a tag set just now is not one of long ago, however many calls came after it', async () => {
  const { id: instanceId } = await aMachine(machine);
  const tag = (Key: string, Value: string) =>
    machine.ec2.send(new CreateTagsCommand({ Resources: [instanceId], Tags: [{ Key, Value }] }));
  await tag('trailwarden:login', 'expected');
  for (let more = 0; more < 210; more += 1) await tag('noise', String(more));
  const login = await machine.session(instanceId);
  const calm = { ...login, call: { ...login.call, mfa: true } } as Login;
  const id = await machine.incident(calm);
  await machine.asked(id, 'planned?');
  expect(await told(id)).toContain('there are too many calls about the machine');
});

test('a session that may not be ended does not keep its machine from being contained', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id, 'planned?');
  const { sandbox, member } = machine;
  const at = { endpoint: sandbox.endpoint, region: REGION };
  const iam = new IAMClient({ ...at, credentials: sandbox.credentials(member) });
  const never = { Effect: 'Deny', Action: 'ssm:TerminateSession', Resource: '*' };
  await iam.send(
    new PutRolePolicyCommand({
      ...{ RoleName: 'trailwarden-containment', PolicyName: 'never' },
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: never }),
    }),
  );
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  const text = await told(id);
  expect(text).toContain('not ended: ssm:TerminateSession was denied');
  expect(text).toContain('is contained, read back');
});
