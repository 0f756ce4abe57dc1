import type { Actor } from './evidence';
import type { Place } from './place';
import { partitionOf } from './trail';

/** The ways into a machine, as the rows of the catalogue; the id is also the technique on the incident. */
export const loginRows = [
  'EC2-01', // Session Manager
  'EC2-02', // Instance Connect
  'EC2-03', // serial console
  'EC2-04', // tunnel through an Instance Connect endpoint
  'EC2-05', // the administrator's password was read
  'EC2-06', // on the host itself: ssh, rdp, console
] as const;

export type LoginRow = (typeof loginRows)[number];

/** What the event says of the machine. The last two need one more question before the machine is known. */
export type LoginTarget =
  | { readonly kind: 'instance'; readonly instanceId: string }
  /** ResumeSession names nothing else; DescribeSessions says whose it is. */
  | { readonly kind: 'session'; readonly sessionId: string }
  /** OpenTunnel names an address in the endpoint's VPC, not a machine. [D] log-ec2-instance-connect-endpoint */
  | { readonly kind: 'address'; readonly privateIp: string; readonly endpointId?: string };

/** Someone got into a machine, or was handed what is needed to. Texts are bounded and on one line. */
export interface Login extends Place {
  /** The same for every delivery of the event. */
  readonly id: string;
  readonly row: LoginRow;
  /** MITRE ATT&CK. */
  readonly mitre: readonly string[];
  readonly target: LoginTarget;
  /** By AWS's clock: the call's, or for a host's words the event's that brought them. */
  readonly at: string;
  /** AWS wrote it, or the host did: then user, address, key and terminal are its claims. */
  readonly words: 'aws' | 'host';
  /** The AWS call behind it; absent on what a host says. */
  readonly call?: LoginCall;
  readonly method?: 'ssh' | 'console' | 'rdp';
  /** The user on the machine. The caller chose it, or the host says so. */
  readonly osUser?: string;
  readonly from?: string;
  readonly sessionId?: string;
  /** What the caller typed when the session was started. Anyone may type anything. */
  readonly reason?: string;
  readonly document?: string;
  readonly port?: number;
  /** The OpenSSH public key that was handed to the machine. */
  readonly publicKey?: string;
  /** `SHA256:…`, as sshd writes it. */
  readonly keyFingerprint?: string;
  readonly tty?: string;
  /** When the host says it was. */
  readonly saidAt?: string;
  /** The line of the log. */
  readonly line?: string;
}

/** Who called, as AWS wrote it down. */
export interface LoginCall {
  readonly eventName: string;
  readonly actor: Actor;
  /**
   * The role whose session it is. Never taken from the actor's chain: its oldest link may be a source identity, which
   * the caller chose.
   */
  readonly roleArn?: string;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  /** Absent when the record does not say. */
  readonly mfa?: boolean;
  /** The credentials were handed to a machine by EC2. */
  readonly isMachine: boolean;
}

/** An answer, or why there is none. What was not read is never taken for a no. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unread'; readonly why: string };

export const read = <T>(value: T): Read<T> => ({ kind: 'read', value });
export const unread = (why: string): Read<never> => ({ kind: 'unread', why });

export const machineArn = ({ accountId, region }: Place, instanceId: string): string =>
  `arn:${partitionOf(region)}:ec2:${region}:${accountId}:instance/${instanceId}`;

/** The key of a machine's incidents. */
export const machineKey = (place: Place, instanceId: string): string =>
  `instance#${machineArn(place, instanceId)}`;

/** The key, where the event names the machine. */
export const loginKey = (login: Login): string | undefined =>
  login.target.kind === 'instance' ? machineKey(login, login.target.instanceId) : undefined;

/** The same login, once it is known which machine it was on. */
export const loginOn = (login: Login, instanceId: string): Login => ({
  ...login,
  target: { kind: 'instance', instanceId },
});

/** One sentence for a person. */
export function describeLogin(login: Login): string {
  const { call, osUser, from, method = 'console' } = login;
  const where = targetText(login.target);
  if (!call) {
    const source = from ? ` from ${from}` : '';
    return `The host ${where} says that ${osUser ?? 'an unknown user'} logged in by ${method}${source}.`;
  }
  const who = `${call.actor.principal}${call.sourceIp ? ` (${call.sourceIp})` : ''}`;
  return `${who} ${DID[login.row](login, where)}.`;
}

const targetText = (target: LoginTarget): string => {
  if (target.kind === 'instance') return target.instanceId;
  return target.kind === 'session'
    ? `the machine of session ${target.sessionId}`
    : `the machine at ${target.privateIp}`;
};

const asUser = ({ osUser }: Login): string => (osUser ? ` as ${osUser}` : '');

const DID: Readonly<Record<LoginRow, (login: Login, where: string) => string>> = {
  'EC2-01': ({ call }, where) =>
    `${call?.eventName === 'ResumeSession' ? 'resumed' : 'opened'} a session on ${where}`,
  'EC2-02': (login, where) => `handed ${where} a key to log in with${asUser(login)}`,
  'EC2-03': (_, where) => `handed ${where} a key for its serial console`,
  'EC2-04': ({ port }, where) => `opened a tunnel to ${where}${port ? `, port ${port}` : ''}`,
  'EC2-05': (_, where) => `read the administrator's password of ${where}`,
  'EC2-06': (login, where) => `logged in on ${where}${asUser(login)}`,
};
