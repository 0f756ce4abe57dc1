import type { Incident } from '../../../domain/incident';
import type { Login } from '../../../domain/login';
import { findWay } from '../../../domain/login-ways';
import type { Fact, Section } from '../document';

/** What way someone came in, and who says so. */
export const theLogin = ({ login, techniques }: Incident): Section => ({
  title: 'The login',
  blocks: login
    ? [{ kind: 'facts', facts: factsOf(login) }]
    : [
        {
          kind: 'unknown',
          text: `Not known: the incident has no login written on it (${techniques.join(', ')}).`,
        },
      ],
});

function factsOf(login: Login): readonly Fact[] {
  const { row, call, words, method, osUser, from, reason, sessionId, keyFingerprint } = login;
  const way = findWay(row)?.title ?? row;
  const isHost = words === 'host';
  const mfa = { true: 'yes', false: 'no', undefined: 'the record does not say' };
  return [
    { name: 'Way in', text: `${way}${method ? `, by ${method}` : ''} (${row})` },
    { name: 'On', text: targetText(login.target) },
    { name: 'At', text: login.at },
    {
      name: 'Who says so',
      text: isHost
        ? 'the host itself: user, address, key and terminal are its claims'
        : 'AWS, in CloudTrail',
    },
    ...fact('By', call?.actor.principal),
    ...fact('From', from ?? call?.sourceIp),
    ...(call ? [{ name: 'Signed in with MFA', text: mfa[`${call.mfa}`] }] : []),
    ...(call?.isMachine ? [{ name: 'Credentials', text: 'were handed to a machine by EC2' }] : []),
    ...fact('User on it', osUser),
    ...fact('Session', sessionId),
    ...fact('Document', login.document),
    ...fact('Port', login.port === undefined ? undefined : String(login.port)),
    ...fact('Reason typed', reason),
    ...fact('Key', keyFingerprint),
    ...fact('Terminal', login.tty),
    ...fact('Line of its log', login.line),
    { name: 'MITRE ATT&CK', text: mitreOf(login).join(', ') },
  ];
}

const fact = (name: string, text: string | undefined): readonly Fact[] =>
  text ? [{ name, text }] : [];

/** What this login was, else what its way is. */
const mitreOf = ({ mitre, row }: Login): readonly string[] =>
  mitre.length > 0 ? mitre : (findWay(row)?.mitre ?? []);

function targetText(target: Login['target']): string {
  switch (target.kind) {
    case 'instance':
      return target.instanceId;
    case 'session':
      return `the machine of session ${target.sessionId}`;
    case 'address':
      return `the machine at ${target.privateIp}`;
  }
}
