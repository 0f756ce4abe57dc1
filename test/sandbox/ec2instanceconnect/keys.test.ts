import {
  EnableSerialConsoleAccessCommand,
  GetSerialConsoleAccessStatusCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  EC2InstanceConnectClient,
  SendSerialConsoleSSHPublicKeyCommand,
  SendSSHPublicKeyCommand,
} from '@aws-sdk/client-ec2-instance-connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from '../ec2/ec2-under-test';

const SSHPublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample attacker@example';
let organization: Ec2UnderTest;
let connect: EC2InstanceConnectClient;
let InstanceId: string;

beforeAll(async () => {
  organization = await ec2UnderTest();
  const { endpoint, credentials, world } = organization.sandbox;
  const settings = { endpoint, region, credentials: credentials(payments), maxAttempts: 1 };
  connect = new EC2InstanceConnectClient(settings);
  InstanceId = hooks.ec2.startInstance(world, { accountId: payments, region }).id;
});
afterAll(async () => {
  connect.destroy();
  organization.ec2.destroy();
  await organization.sandbox.close();
});

const send = (id = InstanceId, key = SSHPublicKey) =>
  connect.send(
    new SendSSHPublicKeyCommand({
      InstanceId: id,
      InstanceOSUser: 'ec2-user',
      SSHPublicKey: key,
      AvailabilityZone: 'us-east-1a',
    }),
  );

test('a key is there for a minute, and the record says whose it is', async () => {
  expect(await send()).toMatchObject({ Success: true, RequestId: expect.any(String) });
  expect(organization.recordOf('SendSSHPublicKey')).toMatchObject({
    eventSource: 'ec2-instance-connect.amazonaws.com',
    readOnly: false,
    requestParameters: {
      instanceId: InstanceId,
      osUser: 'ec2-user',
      SSHKey: { publicKey: SSHPublicKey },
    },
    responseElements: null,
  });
  const { world } = organization.sandbox;
  const [pushed] = hooks.ec2.pushedKeys(world);
  expect(pushed).toMatchObject({ instanceId: InstanceId, user: 'ec2-user', key: SSHPublicKey });
  expect((pushed?.until.getTime() ?? 0) - world.now().getTime()).toBeLessThanOrEqual(60_000);
});

test('a key that is none, and an instance that is not there or does not run, are refused', async () => {
  await expect(send(InstanceId, 'no key')).rejects.toMatchObject({ name: 'InvalidArgsException' });
  await expect(send('mi-1')).rejects.toMatchObject({ name: 'InvalidArgsException' });
  await expect(send('i-0123456789abcdef0')).rejects.toMatchObject({
    name: 'EC2InstanceNotFoundException',
  });
  const { id } = hooks.ec2.startInstance(organization.sandbox.world, {
    accountId: payments,
    region,
  });
  await organization.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  await expect(send(id)).rejects.toMatchObject({ name: 'EC2InstanceStateInvalidException' });
});

test('the serial console is closed until the account opens it', async () => {
  const push = new SendSerialConsoleSSHPublicKeyCommand({
    InstanceId,
    SSHPublicKey,
    SerialPort: 0,
  });
  await expect(connect.send(push)).rejects.toMatchObject({
    name: 'SerialConsoleAccessDisabledException',
  });
  await organization.ec2.send(new EnableSerialConsoleAccessCommand({}));
  expect(await organization.ec2.send(new GetSerialConsoleAccessStatusCommand({}))).toMatchObject({
    SerialConsoleAccessEnabled: true,
  });
  expect(await connect.send(push)).toMatchObject({ Success: true });
  expect(organization.recordOf('SendSerialConsoleSSHPublicKey')).toMatchObject({
    requestParameters: {
      instanceId: InstanceId,
      serialPort: 0,
      SSHKey: { publicKey: SSHPublicKey },
    },
  });
});
