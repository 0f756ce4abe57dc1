import { existsSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
const place = { accountId: payments, region };

beforeAll(async () => {
  organization = await ec2UnderTest();
});
afterAll(async () => {
  organization.ec2.destroy();
  await organization.sandbox.close();
});

test('a login is there in the files of the machine until it is over', () => {
  const { world } = organization.sandbox;
  const { id } = hooks.ec2.startInstance(world, place);
  const machine = hooks.ec2.machineOf(world, id);
  const read = (path: string) => readFileSync(hooks.ec2.fileOf(machine, path));
  const login = hooks.ec2.logIn(machine, { user: 'ec2-user', from: '203.0.113.9' });
  expect(read(`/proc/${login.pid}/cmdline`).toString()).toBe('sshd: ec2-user@pts/0\0');
  expect(read(`/proc/${login.shellPid}/environ`).toString()).toContain(
    'SSH_CONNECTION=203.0.113.9',
  );
  expect(read(`/proc/${login.shellPid}/status`).toString()).toContain(`PPid:\t${login.pid}\n`);
  expect(read('/proc/net/tcp').toString()).toMatch(/:0016 097100CB:[0-9A-F]{4} 01 /);
  expect(readlinkSync(hooks.ec2.fileOf(machine, `/proc/${login.pid}/fd/4`))).toMatch(/^socket:/);
  expect(read('/var/run/utmp')).toHaveLength(384);
  expect(read('/var/run/utmp').toString('latin1')).toContain('203.0.113.9');
  hooks.ec2.logOut(machine, login.pid);
  expect(existsSync(hooks.ec2.fileOf(machine, `/proc/${login.shellPid}`))).toBe(false);
  expect(read('/var/run/utmp')).toHaveLength(0);
  expect(read('/var/log/wtmp')).toHaveLength(768);
});

test('a file that was put has its content and mode, and none lies outside of the machine', () => {
  const { world } = organization.sandbox;
  const machine = hooks.ec2.machineOf(world, hooks.ec2.startInstance(world, place).id);
  hooks.ec2.putFile(machine, '/../../usr/bin/helper', 'x', 0o4755);
  const file = hooks.ec2.fileOf(machine, '/usr/bin/helper');
  expect(file.startsWith(machine.root)).toBe(true);
  expect(statSync(file).mode & 0o7777).toBe(0o4755);
});

test('the files of a machine are gone when the sandbox closes', async () => {
  const other = await ec2UnderTest();
  const { world } = other.sandbox;
  const { root } = hooks.ec2.machineOf(world, hooks.ec2.startInstance(world, place).id);
  expect(existsSync(root)).toBe(true);
  other.ec2.destroy();
  await other.sandbox.close();
  expect(existsSync(root)).toBe(false);
});

test('an instance is its role, named like itself, and says so in its records', async () => {
  const { world } = organization.sandbox;
  const Statement = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  const role = hooks.iam.createRole(world, {
    accountId: payments,
    name: 'web',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    },
    inlinePolicies: { all: { Version: '2012-10-17', Statement } },
  });
  const { id } = hooks.ec2.startInstance(world, { ...place, roleName: 'web' });
  const credentials = hooks.ec2.roleCredentials(world, id);
  const sts = organization.sts(credentials);
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${payments}:assumed-role/web/${id}`);
  const ec2 = organization.ec2As(credentials);
  await ec2.send(new DescribeInstancesCommand({}));
  expect(organization.recordOf('DescribeInstances')).toMatchObject({
    userIdentity: { sessionContext: { ec2RoleDelivery: '2.0' } },
  });

  hooks.ec2.state(world).profiles.clear();
  await ec2.send(new DescribeInstancesCommand({}));

  role.inlinePolicies.set('ended', {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: {
        ArnEquals: { 'ec2:SourceInstanceARN': `arn:aws:ec2:us-east-1:${payments}:instance/${id}` },
      },
    },
  });
  await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: expect.stringMatching(/^You are not authorized to perform this operation\. User: /),
  });
  ec2.destroy();
  sts.destroy();
});

test('a tunnel leaves its record and nothing else', () => {
  const { world } = organization.sandbox;
  hooks.ec2.openTunnel(world, {
    ...place,
    privateIp: '172.31.0.4',
    endpointId: 'eice-0123456789abcdef0',
  });
  expect(organization.recordOf('OpenTunnel')).toMatchObject({
    eventSource: 'ec2-instance-connect.amazonaws.com',
    requestParameters: {
      instanceConnectEndpointId: 'eice-0123456789abcdef0',
      maxTunnelDuration: '3600',
      remotePort: '22',
      privateIpAddress: '172.31.0.4',
    },
  });
});
