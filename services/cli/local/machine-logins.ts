import { makeCall } from '../../../shared/aws/make-call';
import type { Answer } from '../../../shared/domain/acknowledgement';
import { intruder } from './attack';
import type { Local } from './local';
import type { ShopMachine } from './shop-machine';

/** One login on a machine, and what must come of it. */
export interface MachineLogin {
  readonly id: string;
  readonly way: 'session manager' | 'instance connect' | 'ssh';
  /** An operator of the account, or an intruder with a session of two stolen roles. */
  readonly by: 'operator' | 'intruder';
  readonly tags?: Readonly<Record<string, string>>;
  /** They called from the same address an hour before, so nothing looks stolen. */
  readonly isSettled?: true;
  /** Declared for the machine before the login. */
  readonly isExempt?: true;
  /** In the end, so `ask` where the answer was not that it was planned. */
  readonly decided: 'expected' | 'unplanned' | 'ask';
  /** What people say when they are asked whether it was planned; `none`: no one answers. Absent: they are not asked. */
  readonly answer?: Answer | 'none';
  /** What they say when they are asked whether the contained machine may be released. Absent: it is not contained. */
  readonly release?: 'planned' | 'none';
}

const ISOLATE = { 'trailwarden:login-default': 'isolate' };

/** Each way in; planned, unplanned, asked and unanswered; released by the answer, or by the command after none. */
export const machineLogins: readonly MachineLogin[] = [
  {
    id: 'session manager, under an exemption',
    ...{ way: 'session manager', by: 'intruder', isExempt: true, decided: 'expected' },
  },
  {
    id: 'ssh, under an exemption',
    ...{ way: 'ssh', by: 'intruder', isExempt: true, decided: 'expected' },
  },
  {
    id: 'instance connect, tag says expected',
    ...{ way: 'instance connect', by: 'operator', isSettled: true, decided: 'expected' },
    // Asked, until no record can say any more that the tag is new.
    answer: 'none',
    tags: { 'trailwarden:login': 'expected' },
  },
  {
    id: 'session manager, answered planned',
    ...{ way: 'session manager', by: 'operator', decided: 'expected', answer: 'planned' },
  },
  {
    id: 'session manager, stolen',
    ...{ way: 'session manager', by: 'intruder', decided: 'unplanned', release: 'planned' },
  },
  {
    id: 'instance connect, answered not-me',
    ...{ way: 'instance connect', by: 'operator', decided: 'ask', answer: 'not-me' },
    release: 'planned',
  },
  {
    id: 'ssh, by a key that no call put there',
    ...{ way: 'ssh', by: 'intruder', decided: 'unplanned', release: 'none' },
  },
  {
    id: 'instance connect, asked and unanswered',
    ...{ way: 'instance connect', by: 'operator', decided: 'ask', answer: 'none' },
  },
  {
    id: 'session manager, unanswered, tag says isolate',
    ...{ way: 'session manager', by: 'operator', decided: 'ask', answer: 'none' },
    ...{ tags: ISOLATE, release: 'none' },
  },
];

/** An organization where logins on machines are answered, for so many of them: each has its account. */
export const withMachines = (logins: number) => ({
  // The last keeps the evidence.
  accounts: logins + 1,
  regions: ['us-east-1'],
  kinds: ['trail'] as const,
  containment: true,
  loginGuard: true,
});

/** A key that no agent of ours knows. */
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f mallory';

/** Logs in on a machine: what AWS or its agent tells of it is all that is heard of it. */
export async function logIn(
  local: Local,
  { way, by, isSettled }: MachineLogin,
  { accountId, id }: ShopMachine,
): Promise<void> {
  const { homeRegion: region } = local.organization;
  const hand = by === 'intruder' ? intruder(local, accountId) : local.administrator(accountId);
  const inside = { ...(await hand), region };
  if (isSettled) {
    const input = { InstanceIds: [id] };
    await makeCall({ call: 'ec2:DescribeInstances', region, input }, inside);
    local.sandbox.world.clock.advance(2 * 3_600_000);
  }
  if (way === 'session manager') {
    await makeCall({ call: 'ssm:StartSession', region, input: { Target: id } }, inside);
  } else if (way === 'instance connect') {
    const input = { InstanceId: id, InstanceOSUser: 'ubuntu', SSHPublicKey: KEY };
    await makeCall({ call: 'ec2-instance-connect:SendSSHPublicKey', region, input }, inside);
  } else {
    await tellByAgent(local, { accountId, id });
  }
}

/** What the CloudWatch agent of the machine sends of its log of logins. */
async function tellByAgent(
  local: Local,
  { accountId, id }: Pick<ShopMachine, 'accountId' | 'id'>,
): Promise<void> {
  const { homeRegion: region } = local.organization;
  const agent = local.administrator(accountId);
  const stream = { logGroupName: '/trailwarden/logins', logStreamName: id };
  await makeCall({ call: 'logs:CreateLogStream', region, input: stream }, agent);
  const message = `Dec  1 03:12:09 shop sshd[4711]: Accepted publickey for ubuntu from 203.0.113.66 port 50123 ssh2: ED25519 SHA256:${'A'.repeat(43)}`;
  const logEvents = [{ timestamp: local.sandbox.world.now().getTime(), message }];
  await makeCall({ call: 'logs:PutLogEvents', region, input: { ...stream, logEvents } }, agent);
}
