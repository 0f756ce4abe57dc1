import { expect, test } from '@jest/globals';
import type { ContactPorts, StoredUser } from '../../shared/domain/contact';
import type { Link } from '../../shared/domain/lineage';
import { readContactsFile } from '../../shared/investigate/contacts/contacts-file';
import { findContacts } from '../../shared/investigate/contacts/find-contacts';
import { usableFile } from '../../shared/investigate/contacts/usable-file';
import { type Whom, whomOf } from '../../shared/investigate/contacts/whom';
import { namedPerson } from '../../shared/investigate/lineage/named-person';

const MEMBER = '111122223333';

const fileOf = (file: object) => {
  const read = readContactsFile(JSON.stringify(file));
  if (read.kind === 'refused') throw new Error(read.sentences.join(' '));
  return read.contacts;
};

const alice = namedPerson({
  name: 'alice',
  kind: 'identity-center',
  certainty: 'likely',
  why: 'Identity Center gives a session the name of its user.',
});

const whom = (different: Partial<Whom> = {}): Whom => ({
  human: alice,
  principals: [{ kind: 'role', accountId: MEMBER, name: 'Deploy' }],
  names: [`arn:aws:sts::${MEMBER}:assumed-role/Deploy/alice`],
  accountId: MEMBER,
  ...different,
});

const nothing = async () => ({ kind: 'nothing', why: 'There is none.' }) as const;
const denied = async () =>
  ({
    kind: 'obstacle',
    why: { kind: 'denied', code: 'AccessDeniedException', call: 'identitystore:GetUserId' },
  }) as const;

const ports = (different: Partial<ContactPorts> = {}): ContactPorts => ({
  identityStore: nothing,
  principalTags: nothing,
  accountTags: nothing,
  securityContact: nothing,
  rootEmail: nothing,
  ...different,
});

const mail = (address: string) => async () => ({ kind: 'found', value: { address } }) as const;
const tags = (value: Readonly<Record<string, string>>) => async () =>
  ({ kind: 'found', value }) as const;

const found = (given: Partial<ContactPorts>, file: object = {}, different: Partial<Whom> = {}) =>
  findContacts({ ports: ports(given), file: fileOf(file), whom: whom(different) });

const store = { identityStore: { id: 'd-1234567890' } };

test('the person comes first, and the other contacts after', async () => {
  const { contacts } = await found(
    {
      identityStore: mail('alice@example.com'),
      principalTags: tags({ Owner: 'platform@example.com' }),
      securityContact: mail('security@example.com'),
      rootEmail: mail('root@example.com'),
    },
    { default: { address: 'soc@example.com' }, ...store },
  );
  expect(contacts.map(({ source, address }) => [source, address])).toEqual([
    ['identity-store', 'alice@example.com'],
    ['principal-tag', 'platform@example.com'],
    ['security-contact', 'security@example.com'],
    ['root-email', 'root@example.com'],
    ['default', 'soc@example.com'],
  ]);
});

test('the reason why an earlier source gave no contact is told beside the source that was used', async () => {
  const { contacts, asked } = await found({ identityStore: denied, accountTags: mailTag }, store);
  expect(contacts).toMatchObject([
    {
      source: 'account-tag',
      address: 'owner@example.com',
      why: `The tag owner of the account ${MEMBER}.`,
    },
  ]);
  expect(asked.slice(0, 2)).toEqual([
    {
      source: 'identity-store',
      kind: 'obstacle',
      why: 'identitystore:GetUserId was denied (AccessDeniedException).',
    },
    {
      source: 'record',
      kind: 'nothing',
      why: 'No identity provider vouched for a name that is an address.',
    },
  ]);
  expect(asked).toHaveLength(8);
});

const mailTag = tags({ owner: 'owner@example.com' });

test('a user is looked up where the record says, by the id that it gives', async () => {
  const asked: StoredUser[] = [];
  const human = { ...alice, userId: 'user-1', identityStoreId: 'd-0000000001' };
  const identityStore = async (user: StoredUser) => {
    asked.push(user);
    return mail('alice@example.com')();
  };
  await found({ identityStore }, store, { human });
  expect(asked).toEqual([{ identityStoreId: 'd-0000000001', userId: 'user-1', userName: 'alice' }]);
});

test('without an identity store no user is looked up', async () => {
  const { asked } = await found({ identityStore: mail('alice@example.com') });
  expect(asked[0]).toEqual({
    source: 'identity-store',
    kind: 'not-asked',
    why: 'Neither the record nor the contacts file says which identity store to ask.',
  });
});

test('the sources are asked in the order of the file, and no others', async () => {
  const { contacts, asked } = await found(
    { identityStore: mail('alice@example.com'), rootEmail: mail('root@example.com') },
    { order: ['root-email', 'identity-store'], ...store },
  );
  expect(contacts.map(({ source }) => source)).toEqual(['root-email', 'identity-store']);
  expect(asked).toHaveLength(2);
});

test('an address that an identity provider vouched for is a contact', async () => {
  const human = namedPerson({
    name: 'carol@example.com',
    kind: 'saml',
    certainty: 'certain',
    why: 'okta',
  });
  const { contacts } = await found({}, {}, { human });
  expect(contacts).toMatchObject([{ source: 'record', address: 'carol@example.com' }]);
});

test.each(['session-name', 'source-identity'] as const)(
  'an address that the caller chose for himself (%s) is no contact',
  async (kind) => {
    const human = namedPerson({ name: 'x@evil.example', kind, certainty: 'likely', why: 'said' });
    expect((await found({}, {}, { human })).contacts).toEqual([]);
  },
);

test('a tag that names a team is looked up in the contacts file', async () => {
  const file = {
    contacts: [{ name: 'payments', address: '#payments', channel: 'slack', person: 'Payments' }],
  };
  const { contacts } = await found({ accountTags: tags({ OWNER: 'Payments' }) }, file);
  expect(contacts).toEqual([
    {
      source: 'account-tag',
      address: '#payments',
      channel: 'slack',
      person: 'Payments',
      why: `The tag OWNER of the account ${MEMBER}.`,
    },
  ]);
});

test('a tag with neither an address nor a known name is told', async () => {
  const { asked } = await found({ accountTags: tags({ owner: 'unassigned' }) });
  expect(asked.find(({ source }) => source === 'account-tag')?.why).toBe(
    `The tag owner of the account ${MEMBER} is "unassigned", which is no e-mail address and no name in the contacts file.`,
  );
});

test('every pattern of an entry must fit', async () => {
  const file = {
    contacts: [
      { account: '1111*', principal: '*role/Deploy/*', address: 'both@example.com' },
      { account: '1111*', principal: '*role/Admin/*', address: 'one@example.com' },
      { name: 'ALI*', address: 'name@example.com' },
    ],
  };
  const { contacts } = await found({}, file);
  expect(contacts.map(({ address }) => address)).toEqual(['both@example.com', 'name@example.com']);
});

test('one address from two sources is one contact', async () => {
  const { contacts } = await found({
    securityContact: mail('Root@example.com'),
    rootEmail: mail('root@example.com'),
  });
  expect(contacts).toMatchObject([{ source: 'security-contact' }]);
});

test('a denied tag among several is an obstacle, not an absence', async () => {
  const principals = [
    { kind: 'user', accountId: MEMBER, name: 'alice' },
    { kind: 'role', accountId: MEMBER, name: 'Deploy' },
  ] as const;
  const { asked } = await found(
    { principalTags: async ({ kind }) => (kind === 'user' ? denied() : nothing()) },
    {},
    { principals },
  );
  expect(asked.find(({ source }) => source === 'principal-tag')?.kind).toBe('obstacle');
});

test('a contacts file with a mistake is an obstacle, and the other sources are still asked', async () => {
  const { file, fileProblem = '' } = usableFile('{"order": "x"}');
  const { contacts, asked } = await findContacts({
    ports: ports({ rootEmail: mail('root@example.com') }),
    file,
    fileProblem,
    whom: whom(),
  });
  expect(contacts).toMatchObject([{ source: 'root-email' }]);
  expect(asked).toContainEqual({ source: 'file', kind: 'obstacle', why: '"order" is no list.' });
});

const link = (kind: Link['kind'], principal: string): Link => ({
  kind,
  principal,
  evidence: { source: 'incident' },
  certainty: 'certain',
  why: 'said',
});

test('the tags of every user and role in the chain are read, the nearest to the human first', () => {
  const { principals } = whomOf(
    {
      links: [
        link('session', `arn:aws:sts::${MEMBER}:assumed-role/Deploy/x`),
        link('session', 'arn:aws:sts::222233334444:assumed-role/AWSReservedSSO_Admin_1/x'),
        link('user', 'arn:aws:iam::222233334444:user/team/alice'),
      ],
      ends: 'human',
      why: 'said',
      unread: [],
    },
    MEMBER,
  );
  expect(principals).toEqual([
    { kind: 'user', accountId: '222233334444', name: 'alice' },
    { kind: 'role', accountId: MEMBER, name: 'Deploy' },
  ]);
});
