import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateFlowLogsCommand,
  DescribeInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import { CreateUserCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
let machine: MachineUnderTest;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  machine = await machineUnderTest(async () => ({ TRAILWARDEN_MOST_ISOLATED: '50' }));
  const { endpoint, credentials } = machine.sandbox;
  logs = new CloudWatchLogsClient({
    ...{ endpoint, region: REGION },
    credentials: credentials(machine.member),
  });
});
afterAll(() => machine.close());

const place = () => ({ accountId: machine.member, region: REGION });

async function instanceOf(id: string): Promise<Instance> {
  const { Reservations } = await machine.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [id] }),
  );
  return Reservations?.[0]?.Instances?.[0] as Instance;
}

/** As a service writes to its log group. */
async function write(
  group: string,
  stream: string,
  events: readonly (readonly [number, string])[],
) {
  const names = { logGroupName: group, logStreamName: stream };
  await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
  await logs.send(new CreateLogStreamCommand(names));
  const logEvents = events.map(([timestamp, message]) => ({ timestamp, message }));
  await logs.send(new PutLogEventsCommand({ ...names, logEvents }));
}

/** Contained after a login that was not the user's, and released: what the report says. */
async function reportOf(instanceId: string) {
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  await machine.answer(id, 'planned');
  await machine.ended(id);
  return (await machine.read(id)).playbook?.lines ?? [];
}

/** As a guardrail of the account would. */
async function deny(...Action: readonly string[]): Promise<void> {
  const { endpoint, credentials } = machine.sandbox;
  const PolicyDocument = JSON.stringify({ Statement: { Effect: 'Deny', Action, Resource: '*' } });
  const at = { endpoint, region: REGION, credentials: credentials(machine.member) };
  await new IAMClient(at).send(
    new PutRolePolicyCommand({
      ...{ RoleName: 'trailwarden-collector', PolicyName: 'denied', PolicyDocument },
    }),
  );
}

/** What the machine's role calls: it may make a user, and does. */
async function makeUser(instanceId: string, RoleName: string): Promise<void> {
  const { endpoint, credentials, world } = machine.sandbox;
  const at = { endpoint, region: REGION };
  const may = { Statement: { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' } };
  const policy = { RoleName, PolicyName: 'more', PolicyDocument: JSON.stringify(may) };
  const admin = new IAMClient({ ...at, credentials: credentials(machine.member) });
  await admin.send(new PutRolePolicyCommand(policy));
  const own = new IAMClient({ ...at, credentials: hooks.ec2.roleCredentials(world, instanceId) });
  await own.send(new CreateUserCommand({ UserName: 'backdoor' }));
}

const unseen = (lines: readonly string[]) =>
  lines.flatMap((one) => /^Research could not look for: (.*)\.$/.exec(one)?.[1] ?? []);

test('what is not set up is told by its name, and is not taken for nothing', async () => {
  const { id: instanceId } = await aMachine(machine);
  const { NetworkInterfaces: [nic] = [] } = await instanceOf(instanceId);
  const none = `no flow log is set up for ${nic?.NetworkInterfaceId}, its subnet or its VPC`;
  expect(unseen(await reportOf(instanceId))).toEqual(
    expect.arrayContaining([
      'findings of GuardDuty on the machine (GuardDuty is not enabled in us-east-1)',
      `addresses it never talked with before (${none})`,
      'names of mining pools, tunnels, drops and the like that it asked for (no query log is set up for its VPC)',
      expect.stringMatching(
        /^what logs tell of the time from .* \(it was not over, and logs come some minutes late\)$/,
      ),
    ]),
  );
});

test('logs that go to a bucket, lack a field, or a way out that is not known are told so', async () => {
  const { world } = machine.sandbox;
  const { id: instanceId } = await aMachine(machine);
  const { VpcId = '', SubnetId = '' } = await instanceOf(instanceId);
  const bucket = { LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flows' } as const;
  const of = {
    ...({ ResourceType: 'Subnet', TrafficType: 'ALL' } as const),
    ResourceIds: [SubnetId],
  };
  const { FlowLogIds: [toBucket = ''] = [] } = await machine.ec2.send(
    new CreateFlowLogsCommand({ ...of, ...bucket }),
  );
  const [main] = [...hooks.ec2.state(world).routeTables.values()].filter(
    (one) => one.vpcId === VpcId && one.isMain,
  );
  main?.routes.push({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' });
  hooks.route53resolver.logQueries(world, {
    ...{ ...place(), vpcId: VpcId, destinationArn: 'arn:aws:s3:::queries' },
  });
  expect(unseen(await reportOf(instanceId))).toEqual(
    expect.arrayContaining([
      'the machine’s credentials used from outside it (it leaves its network by tgw-1, whose addresses are not known here)',
      'addresses it never talked with before (its flow log goes to s3 arn:aws:s3:::flows, and is not read here)',
      'names of mining pools, tunnels, drops and the like that it asked for (its query log goes to arn:aws:s3:::queries, and is not read here)',
    ]),
  );
  main?.routes.splice(0);
  const { flowLogs } = hooks.ec2.state(world);
  flowLogs.delete(toBucket);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: EC2's
  const short = { LogGroupName: '/short', LogFormat: '${srcaddr} ${dstaddr} ${action}' };
  const { FlowLogIds: [without = ''] = [] } = await machine.ec2.send(
    new CreateFlowLogsCommand({ ...of, ...short }),
  );
  expect(unseen(await reportOf(instanceId))).toContain(
    `addresses it never talked with before (its flow log ${without} has no srcport, dstport, protocol, bytes, start, end)`,
  );
  flowLogs.delete(without);
});

test('flows, names, findings of GuardDuty and calls of its role around the login are findings, each with its evidence', async () => {
  const { world } = machine.sandbox;
  const { id: instanceId } = await aMachine(machine);
  const about = await instanceOf(instanceId);
  const { VpcId = '', NetworkInterfaces: [nic] = [], IamInstanceProfile: profile } = about;
  const { NetworkInterfaceId: eni = '', PrivateIpAddress: own = '' } = nic ?? {};
  const now = world.now().getTime();
  const at = (minutes: number) => Math.floor((now + minutes * MINUTE_MS) / 1_000);
  const flow = (to: string, ports: string, bytes: number, start: number) =>
    `2 ${machine.member} ${eni} ${own} ${to} ${ports} 6 9 ${bytes} ${start} ${start + 60} ACCEPT OK`;
  const scanned = Array.from({ length: 40 }, (_, n) =>
    flow(`10.9.0.${n}`, `${40_000 + n} 22`, 60, at(2)),
  );
  const sent = flow('192.0.2.80', '50001 8443', 5_000_000_000, at(3));
  await write('/flows', `${eni}-all`, [
    [now - 6 * DAY_MS, flow('192.0.2.44', '50000 443', 900, at(-6 * 24 * 60))],
    [now + MINUTE_MS, flow('192.0.2.44', '50000 443', 700, at(1))],
    ...scanned.map((line) => [now + 2 * MINUTE_MS, line] as const),
    [now + 3 * MINUTE_MS, sent],
  ]);
  await machine.ec2.send(
    new CreateFlowLogsCommand({
      ...{ ResourceIds: [VpcId], ResourceType: 'VPC', TrafficType: 'ALL', LogGroupName: '/flows' },
    }),
  );
  const asked = JSON.stringify({
    ...{ version: '1.100000', account_id: machine.member, region: REGION, vpc_id: VpcId },
    ...{ query_timestamp: new Date(now + MINUTE_MS).toISOString(), query_type: 'A' },
    ...{ query_name: 'pool.supportxmr.com.', query_class: 'IN', rcode: 'NOERROR', srcaddr: own },
    ...{
      answers: [{ Rdata: '192.0.2.80', Type: 'A', Class: 'IN' }],
      srcids: { instance: instanceId },
    },
  });
  await write('/dns', `${VpcId}_resolver`, [[now + MINUTE_MS, asked]]);
  hooks.route53resolver.logQueries(world, {
    ...{ ...place(), vpcId: VpcId },
    destinationArn: `arn:aws:logs:${REGION}:${machine.member}:log-group:/dns:*`,
  });
  const seenAt = new Date(now + 4 * MINUTE_MS).toISOString();
  const { id: findingId } = hooks.guardduty.putFinding(world, place(), {
    ...{ type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS', title: 'It mines.', severity: 8 },
    ...{ createdAt: seenAt, updatedAt: seenAt, service: { eventFirstSeen: seenAt } },
    resource: { resourceType: 'Instance', instanceDetails: { instanceId } },
  });
  await makeUser(instanceId, String(profile?.Arn?.split('/').at(-1)));
  machine.pass(20 * 60);
  const lines = await reportOf(instanceId);
  const ours = /^Found: (?!The same address)/;
  const found = lines.filter((one) => ours.test(one));
  expect(found).toEqual([
    expect.stringMatching(
      /The machine’s credentials were used from \S+, which is none of its addresses: iam:CreateUser \(1 calls\)\. \([0-9a-f-]{36}\)$/,
    ),
    `Found: GuardDuty: It mines. (CryptoCurrency:EC2/BitcoinTool.B!DNS, severity 8). (${findingId})`,
    expect.stringMatching(/The machine’s role made a user \(iam:CreateUser\)\. \([0-9a-f-]{36}\)$/),
    expect.stringContaining(
      'It asked for pool.supportxmr.com, one of pools that mine coins (1 time). ({"version"',
    ),
    expect.stringContaining(
      `as scans do: 10.9.0.0, 10.9.0.1, 10.9.0.2 … It sent 2400 bytes. (${scanned[0]}; `,
    ),
    expect.stringMatching(
      new RegExp(
        `It called 192.0.2.80 \\(pool.supportxmr.com\\), tcp port 8443, for the first time since .*, and sent 5000000000 bytes. \\(${sent}; `,
      ),
    ),
  ]);
  expect(lines.join('\n')).not.toContain('Research could not look for: addresses');
});

test('what is gone or denied is told with the group or the call', async () => {
  const { id: instanceId } = await aMachine(machine);
  for (const logGroupName of ['/flows', '/dns'])
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  await deny('cloudtrail:LookupEvents', 'ec2:DescribeRouteTables', 'guardduty:ListDetectors');
  const lines = await reportOf(instanceId);
  expect(unseen(lines)).toEqual(
    expect.arrayContaining([
      'the machine’s credentials used from outside it (cloudtrail:LookupEvents was denied (AccessDeniedException); ec2:DescribeRouteTables was denied (UnauthorizedOperation))',
      'findings of GuardDuty on the machine (guardduty:ListDetectors was denied (AccessDeniedException))',
      'addresses it never talked with before (its log group /flows is gone)',
      'names of mining pools, tunnels, drops and the like that it asked for (its log group /dns is gone)',
    ]),
  );
  expect(lines.filter((one) => /^Found: (It |GuardDuty)/.test(one))).toEqual([]);
});

test('denied are the lists of logs too, and the logs themselves', async () => {
  const { id: instanceId } = await aMachine(machine);
  await deny('ec2:DescribeFlowLogs', 'route53resolver:ListResolverQueryLogConfigAssociations');
  const refused = 'ec2:DescribeFlowLogs was denied (UnauthorizedOperation)';
  expect(unseen(await reportOf(instanceId))).toEqual(
    expect.arrayContaining([
      `addresses it never talked with before (${refused})`,
      'names of mining pools, tunnels, drops and the like that it asked for (route53resolver:ListResolverQueryLogConfigAssociations was denied (AccessDeniedException))',
    ]),
  );
});
