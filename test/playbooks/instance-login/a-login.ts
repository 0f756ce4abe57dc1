import type { Login } from '../../../shared/domain/login';
import { parseLogin } from '../../../shared/playbooks/instance-login/login';
import { anEnvelope, aRecord } from '../../builders/an-envelope';

export const ACCOUNT = '111122223333';
export const MACHINE = 'i-0123456789abcdef0';
export const OTHER = 'i-0fedcba9876543210';
export const ALICE = 'arn:aws:sts::111122223333:assumed-role/Operator/alice@example.com';
export const KEY = `SHA256:${'k'.repeat(43)}`;

type Json = Readonly<Record<string, unknown>>;

/** The event of a call; a session of alice's on MACHINE where nothing else is said. */
export const aCall = (
  call = 'ssm:StartSession',
  different: Json = {},
  envelope: Json = {},
): Json => {
  const [service = '', eventName = ''] = call.split(':');
  return anEnvelope({
    source: `aws.${service}`,
    detail: aRecord({
      eventSource: `${service}.amazonaws.com`,
      eventName,
      userIdentity: {
        type: 'AssumedRole',
        arn: ALICE,
        accountId: ACCOUNT,
        accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
        sessionContext: {
          sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/Operator' },
          attributes: { creationDate: '2026-11-21T19:50:00Z', mfaAuthenticated: 'true' },
        },
      },
      requestParameters: { target: MACHINE },
      responseElements: null,
      ...different,
    }),
    ...envelope,
  });
};

/** What a host says of its logins. */
export const hostSays = (
  logins: readonly unknown[],
  different: Json = {},
  envelope: Json = {},
): Json =>
  anEnvelope({
    source: 'trailwarden.login',
    'detail-type': 'Instance Login',
    detail: {
      version: 1,
      instanceId: MACHINE,
      logGroup: '/trailwarden/logins',
      logStream: MACHINE,
      logins,
      ...different,
    },
    ...envelope,
  });

export const sshLogin: Json = {
  at: '2026-11-21T19:59:58Z',
  user: 'ec2-user',
  from: '203.0.113.9',
  method: 'ssh',
  keyFingerprint: KEY,
  line: 'Accepted publickey for ec2-user from 203.0.113.9 port 50222 ssh2',
};

export const hear = (message: unknown, senderId?: string) =>
  parseLogin(JSON.stringify(message), senderId);

/** The first login in an event. */
export function loginIn(message: unknown): Login {
  const heard = hear(message);
  const login = heard.kind === 'logins' ? heard.logins[0] : undefined;
  if (!login) throw new Error(`no login: ${JSON.stringify(heard)}`);
  return login;
}
