import { makeCall } from '../../../shared/aws/make-call';
import type { Answer } from '../../../shared/domain/acknowledgement';
import { intruder } from './attack';
import type { Local } from './local';
import type { ShopMachine } from './shop-machine';

/** One login on a machine, and what must come of it. */
export interface MachineLogin {
  readonly id: string;
  readonly way: 'session manager' | 'instance connect' | 'ssh';
  readonly tags?: Readonly<Record<string, string>>;
  /** Declared for the machine before the login. */
  readonly isExempt?: true;
  /** What people say when they are asked whether it was planned; `none`: no one answers. Absent: they are not asked. */
  readonly answer?: Answer | 'none';
  /** What they say when they are asked whether the contained machine is released. */
  readonly release?: 'planned' | 'none';
  readonly ends: 'untouched' | 'contained, then as before' | 'contained, released by a person';
}

/** Each way in; planned, unplanned, asked and unanswered; contained and released. */
export const machineLogins: readonly MachineLogin[] = [
  // First: the clock is moved on where no one answers.
  {
    id: 'session manager, under an exemption',
    way: 'session manager',
    isExempt: true,
    ends: 'untouched',
  },
  {
    id: 'session manager, answered planned',
    way: 'session manager',
    answer: 'planned',
    ends: 'untouched',
  },
  {
    id: 'instance connect, answered not-me, released',
    way: 'instance connect',
    answer: 'not-me',
    release: 'planned',
    ends: 'contained, then as before',
  },
  {
    id: 'session manager, asked and unanswered',
    way: 'session manager',
    answer: 'none',
    ends: 'untouched',
  },
  {
    id: 'ssh with a key pair, unplanned, kept until released',
    way: 'ssh',
    release: 'none',
    ends: 'contained, released by a person',
  },
];

/** A key that no agent of ours knows. */
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f mallory';

/** Logs in on a machine: what AWS or its agent tells of it is all that is heard of it. */
export async function logIn(
  local: Local,
  { way }: Pick<MachineLogin, 'way'>,
  { accountId, id }: ShopMachine,
): Promise<void> {
  const { homeRegion: region } = local.organization;
  const inside = await intruder(local, accountId);
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
