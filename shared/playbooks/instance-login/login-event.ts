import { type Login, type LoginRow, machineKey } from '../../domain/login';
import type { EventSignal } from '../../domain/signal';
import { publicKeysIn, type Sha256 } from './fingerprint';

/** A login as the incident counts it: each once, by its id. What a host says is never told as a call to AWS. */
export function loginEvent(login: Login, receivedAt: string): EventSignal {
  const { id, accountId, region, at: eventTime, call, osUser = 'unknown', from, method } = login;
  const base = { kind: 'event', id, accountId, region, eventTime, receivedAt } as const;
  if (call) {
    const { actor, sourceIp, userAgent, eventName } = call;
    const eventSource = SOURCES[login.row];
    const said = { ...(sourceIp && { sourceIp }), ...(userAgent && { userAgent }) };
    return {
      ...base,
      evidence: { eventId: id, eventTime, eventSource, eventName, actor, ...said },
    };
  }
  // No name of a principal has the form, so no host can speak of one.
  const principal = `${osUser}@${targetName(login)}`;
  return {
    ...base,
    evidence: {
      eventTime,
      eventSource: 'trailwarden.login',
      eventName: `${method ?? 'console'}-login`,
      actor: { type: 'Host', principal, chain: [principal] },
      ...(from && { sourceIp: from }),
    },
  };
}

const SOURCES: Readonly<Record<LoginRow, string>> = {
  'EC2-01': 'ssm.amazonaws.com',
  'EC2-02': 'ec2-instance-connect.amazonaws.com',
  'EC2-03': 'ec2-instance-connect.amazonaws.com',
  'EC2-04': 'ec2-instance-connect.amazonaws.com',
  'EC2-05': 'ec2.amazonaws.com',
  'EC2-06': 'trailwarden.login',
};

/**
 * The machine; where the event names only a session or an address, that: whose it is can be asked with a role of the
 * account only, which the playbook has and this function has not.
 */
export function subjectOf(login: Login): { readonly key: string; readonly id: string } {
  const { target } = login;
  if (target.kind !== 'instance')
    return { key: machineKey(login, targetName(login)), id: targetName(login) };
  const key = machineKey(login, target.instanceId);
  return { key, id: key.slice('instance#'.length) };
}

function targetName({ target }: Login): string {
  if (target.kind === 'instance') return target.instanceId;
  if (target.kind === 'session') return `session:${target.sessionId}`;
  return `address:${target.endpointId ?? 'unknown'}:${target.privateIp}`;
}

/**
 * Who came in, as far as the event tells: another hand is another incident, because what is planned for one is not for
 * the other. A key handed over by way of AWS and the login with it, by the same user from the same address, are one.
 */
export function handOfLogin(login: Login, sha256: Sha256): string {
  const { keyFingerprint, publicKey = '', call, osUser = '', method = '' } = login;
  const from = login.from ?? call?.sourceIp ?? '';
  const key = keyFingerprint ?? publicKeysIn(publicKey, sha256, 1)[0]?.fingerprint;
  const parts = key
    ? ['key', key, osUser]
    : call
      ? ['call', call.actor.principal]
      : [method, osUser];
  return sha256([...parts, from].join('\n')).slice(0, 32);
}
