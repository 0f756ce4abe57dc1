import { createHash } from 'node:crypto';
import type { Login } from '../../../../shared/domain/login';
import { ways } from '../../../../shared/domain/login-ways';

export const ID = 'inc-20261121t021309-5c1ab7';
export const MACHINE = 'i-0b1c2d3e4f5a6b7c8';
export const ROOT = 'vol-0a1b2c3d4e5f60718';
export const DATA = 'vol-0fedcba9876543210';
export const ACCOUNT = '444455556666';
export const FORENSIC = '555566667777';
export const REGION = 'eu-west-1';
export const BY = 'trailwarden-instance-login';
export const PRINCIPAL = `arn:aws:sts::${ACCOUNT}:assumed-role/Support/mallory`;

/** Of a name: these bytes are no one’s. */
export const sha = (name: string): string => createHash('sha256').update(name).digest('hex');
export const actor = {
  type: 'AssumedRole',
  principal: PRINCIPAL,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLEEXAMPLE01',
  chain: [`arn:aws:iam::${ACCOUNT}:role/Support`, PRINCIPAL],
};

export const login: Login = {
  ...{ id: '6f1e2d3c-0000-4000-8000-00000000000a', accountId: ACCOUNT, region: REGION },
  ...{ row: 'EC2-01', mitre: ways['EC2-01'].mitre, at: '2026-11-21T02:13:07.000Z', words: 'aws' },
  target: { kind: 'instance', instanceId: MACHINE },
  sessionId: 'mallory-7kzpb2yvkq565u2k',
  reason: 'disk full',
  call: {
    ...{ eventName: 'StartSession', actor, sourceIp: '203.0.113.7', mfa: false, isMachine: false },
    userAgent: 'aws-cli/2.31.0',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/Support`,
  },
};
