import { expect, test } from '@jest/globals';
import { readIdentity } from '../../shared/investigate/lineage/read-identity';
import { recognize } from '../../shared/investigate/lineage/recognize';
import { HUB, MEMBER, sessionIdentity, userIdentity } from './records';

const seen = (identity: unknown) =>
  recognize({
    identity: readIdentity(identity),
    evidence: { source: 'incident' },
    accountId: MEMBER,
  });

const mfa = (said: 'true' | 'false') => ({
  sessionContext: { attributes: { mfaAuthenticated: said } },
});
const sso = {
  accountId: MEMBER,
  role: 'AWSReservedSSO_Admin_1b74cd717d47002b',
  path: 'aws-reserved/sso.amazonaws.com/',
  name: 'alice@example.com',
  key: 'ASIA1',
};
const deploy = { accountId: MEMBER, role: 'Deploy', name: 'mallory', key: 'ASIA2' };
const root = { type: 'Root', arn: `arn:aws:iam::${MEMBER}:root`, accountId: MEMBER };
const web = (identityProvider: string, userName: string) => ({
  type: 'WebIdentityUser',
  identityProvider,
  userName,
});

const actors: readonly (readonly [string, unknown, unknown])[] = [
  ['root', root, { ends: 'human', human: { kind: 'root', certainty: 'likely' } }],
  ['root with MFA', { ...root, ...mfa('true') }, { human: { kind: 'root', certainty: 'certain' } }],
  [
    'root of a member, assumed',
    { ...root, sessionContext: { assumedRoot: 'true' } },
    { kind: 'issued', calls: ['AssumeRoot'], accountId: MEMBER },
  ],
  [
    'a user with a key',
    userIdentity(MEMBER, 'alice'),
    { ends: 'human', human: { name: 'alice', certainty: 'likely' } },
  ],
  [
    'a user with MFA',
    userIdentity(MEMBER, 'alice', mfa('true')),
    { human: { certainty: 'certain' } },
  ],
  ['a user without a name', { type: 'IAMUser', accountId: MEMBER }, { ends: 'unknown' }],
  [
    'a session of a role',
    sessionIdentity(deploy),
    {
      kind: 'issued',
      calls: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
      accountId: MEMBER,
    },
  ],
  [
    'a role that has the name of a permission set, and not its path',
    sessionIdentity({ ...sso, path: '' }),
    { kind: 'issued', accountId: MEMBER },
  ],
  [
    'a role that has the name of a service-linked one, and not its path',
    sessionIdentity({ ...deploy, role: 'AWSServiceRoleForSupport' }),
    { kind: 'issued', accountId: MEMBER },
  ],
  [
    'a session of a role of another account',
    sessionIdentity({ ...deploy, accountId: HUB }),
    { kind: 'issued', accountId: HUB },
  ],
  [
    'a session of a web identity',
    {
      ...sessionIdentity(deploy),
      sessionContext: { webIdFederationData: { federatedProvider: 'accounts.google.com' } },
    },
    { calls: ['AssumeRoleWithWebIdentity'] },
  ],
  [
    'a permission set',
    sessionIdentity({ ...sso, path: 'aws-reserved/sso.amazonaws.com/' }),
    {
      ends: 'human',
      human: {
        kind: 'identity-center',
        name: 'alice@example.com',
        email: 'alice@example.com',
        certainty: 'likely',
      },
    },
  ],
  [
    'a permission set with onBehalfOf',
    {
      ...sessionIdentity(sso),
      onBehalfOf: {
        userId: 'user-1',
        identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1',
      },
    },
    { human: { certainty: 'certain', userId: 'user-1', identityStoreId: 'd-1' } },
  ],
  [
    'a permission set of the type Unknown',
    { type: 'Unknown', arn: `arn:aws:sts::${MEMBER}:assumed-role/${sso.role}/AdanAlvarez` },
    { human: { name: 'AdanAlvarez' } },
  ],
  [
    'an Identity Center user',
    { type: 'IdentityCenterUser', onBehalfOf: { userId: 'user-1' } },
    { human: { name: 'user-1', userId: 'user-1' } },
  ],
  ['an Identity Center user that is not said', { type: 'IdentityCenterUser' }, { ends: 'unknown' }],
  [
    'GetFederationToken',
    {
      type: 'FederatedUser',
      arn: `arn:aws:sts::${MEMBER}:federated-user/x`,
      accountId: MEMBER,
      sessionContext: {
        sessionIssuer: {
          type: 'IAMUser',
          arn: `arn:aws:iam::${MEMBER}:user/alice`,
          userName: 'alice',
        },
      },
    },
    { ends: 'human', human: { name: 'alice' } },
  ],
  [
    'GetFederationToken without an issuer',
    { type: 'FederatedUser', accountId: MEMBER },
    { kind: 'issued', calls: ['GetFederationToken'] },
  ],
  [
    'SAML',
    { type: 'SAMLUser', userName: 'carol@example.com', identityProvider: 'q=' },
    { ends: 'human', human: { kind: 'saml', email: 'carol@example.com' } },
  ],
  [
    'a person by OIDC',
    web('accounts.google.com', 'dave@example.com'),
    { ends: 'human', human: { kind: 'oidc' } },
  ],
  [
    'a job of GitHub',
    web(
      'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
      'repo:o/r:ref:refs/heads/main',
    ),
    { ends: 'service' },
  ],
  [
    'a pod',
    web('oidc.eks.us-east-1.amazonaws.com/id/X', 'system:serviceaccount:ns:sa'),
    { ends: 'service' },
  ],
  ['an AWS service', { type: 'AWSService', invokedBy: 'ssm.amazonaws.com' }, { ends: 'service' }],
  [
    'a service-linked role',
    sessionIdentity({
      ...deploy,
      role: 'AWSServiceRoleForConfig',
      path: 'aws-service-role/config.amazonaws.com/',
    }),
    { ends: 'service' },
  ],
  [
    'an instance',
    {
      ...sessionIdentity({ ...deploy, name: 'i-0123456789abcdef0' }),
      sessionContext: { ec2RoleDelivery: '2.0' },
    },
    { ends: 'service' },
  ],
  [
    'another account',
    { type: 'AWSAccount', accountId: HUB, principalId: 'AIDAX' },
    { kind: 'copy', accountId: HUB },
  ],
  ['a directory', { type: 'Directory', userName: 'x' }, { ends: 'unknown' }],
  ['a record without an identity', undefined, { ends: 'unknown' }],
];

test.each(actors)('the next link of %s is read from its record', (_, identity, next) => {
  expect(seen(identity).next).toMatchObject(next as object);
});

test.each(actors)('%s is at least one link with a reason', (_, identity) => {
  const { links } = seen(identity);
  expect(links.length).toBeGreaterThan(0);
  for (const { why, principal } of links) expect([why, principal]).not.toContain('');
});

test('a service that calls for a user is a link before that user', () => {
  const { links } = seen(
    userIdentity(MEMBER, 'alice', { invokedBy: 'cloudformation.amazonaws.com' }),
  );
  expect(links.map(({ kind, principal }) => [kind, principal])).toEqual([
    ['service', 'cloudformation.amazonaws.com'],
    ['user', `arn:aws:iam::${MEMBER}:user/alice`],
  ]);
});

test('a product provider with delegated access is a link before the identity that delegated it', () => {
  const { links } = seen({
    ...sessionIdentity(deploy),
    invokedByDelegate: { accountId: '444455556666' },
  });
  expect(links[0]).toMatchObject({ kind: 'account', principal: '444455556666' });
});
