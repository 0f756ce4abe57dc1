import type { GuidedCommand } from '../../domain/guidance';
import { pasteable } from '../reported/facts';
import type { Contained, Holder } from './holder';
import { holdersOf } from './holders-of';

interface Containment {
  /** What no command does, or what must be known before one is typed; sentences. */
  readonly notes: readonly string[];
  /** In the order in which they are typed: the identity behind it before what it made. */
  readonly commands: readonly GuidedCommand[];
}

/**
 * How a person stops the actor: each identity of the chain once, from its origin on. Who is left
 * out comes back a second later: ending a role's sessions does not keep people from assuming it anew.
 * Commands name the account in which they are run, and are for its administrator: Trailwarden takes no
 * action on people (docs/decisions/0012-no-action-on-people.md), and never asks for one on its own roles
 * without an exemption first, since it would undo it.
 */
export function contain(contained: Contained): Containment {
  const holders = holdersOf(contained);
  const parts = holders.slice(0, MOST).map((holder) => partOf(holder, contained));
  const more = holders.length - MOST;
  const told = parts.flatMap(({ notes }) => notes);
  return {
    notes: [
      ...(holders.length === 0 ? [UNKNOWN] : []),
      ...(more > 0 ? [`${more} more identities took part, and are not written out here.`] : []),
      ...new Set(told),
    ],
    commands: parts.flatMap(({ commands }) => commands),
  };
}

/** A flood of names must not bury the first commands. */
const MOST = 6;

const UNKNOWN =
  'No identity is known yet that a command could stop: ask Event history who called, and stop every identity of that chain.';

function partOf(holder: Holder, { region }: Contained): Containment {
  switch (holder.kind) {
    case 'user':
      return ofUser(holder);
    case 'role':
      return ofRole(holder, region);
    case 'root':
      return ofRoot(holder);
    case 'identity-center':
      return ofIdentityCenter(holder);
    case 'service':
      return { notes: [serviceNote(holder.name)], commands: [] };
    case 'federated':
      return {
        notes: [
          'A person who signs in through an identity provider can sign in again until they are disabled there: do that first.',
        ],
        commands: [],
      };
    case 'federated-user':
      return {
        notes: [
          `federated-user ${pasteable(holder.name, 'name')} has the rights of the IAM user who called GetFederationToken in ${account(holder)}: deny everything to that user.`,
        ],
        commands: [],
      };
  }
}

const account = ({ accountId }: { readonly accountId: string }): string =>
  pasteable(accountId, 'account');

const DENY_ALL =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

/** A denial binds every session of the user, the console's too; a key that is turned off ends none of them. */
function ofUser(holder: Extract<Holder, { kind: 'user' }>): Containment {
  const user = pasteable(holder.name, 'user');
  const where = `In ${account(holder)}`;
  const keys = holder.keys.map((key) => pasteable(key, 'access-key-id'));
  return {
    notes: [`Do not delete user ${user}: it is evidence.`],
    commands: [
      {
        why: `${where}, deny everything to user ${user}, in every session it has`,
        command: `aws iam put-user-policy --user-name ${user} --policy-name trailwarden-contain --policy-document '${DENY_ALL}'`,
      },
      ...keys.map((key) => ({
        why: `${where}, turn off the key that was used`,
        command: `aws iam update-access-key --user-name ${user} --access-key-id ${key} --status Inactive`,
      })),
      {
        why: `${where}, see which ${keys.length > 0 ? 'other ' : ''}keys the user has, and turn each off`,
        command: `aws iam list-access-keys --user-name ${user}`,
      },
      {
        why: `${where}, take the password (NoSuchEntity: it had none)`,
        command: `aws iam delete-login-profile --user-name ${user}`,
      },
    ],
  };
}

function ofRole(holder: Extract<Holder, { kind: 'role' }>, region: string): Containment {
  const role = pasteable(holder.name, 'role');
  const id = account(holder);
  if (role.startsWith('AWSServiceRoleFor')) return { notes: [linkedNote(role)], commands: [] };
  const isOurs = role.startsWith('trailwarden-');
  const instance = holder.sessions.find((session) => /^i-[0-9a-f]{8,17}$/.test(session));
  const revoke = {
    why: `In ${id}, end the sessions of role ${role} that are older than now${caution(role, instance)}`,
    command: endSessions(role),
  };
  if (isOurs) return { notes: [OURS], commands: [...exempted(holder, role), revoke] };
  if (!instance) return { notes: [], commands: [revoke] };
  return {
    notes: [
      `Instance ${instance} fetches new credentials by itself, and an intruder on it has them again: cut it off before the role's sessions are ended.`,
    ],
    commands: [...cutOff(id, instance, region), revoke],
  };
}

/** Roles by which responders themselves come into an account. */
const SHARED = /^(OrganizationAccountAccessRole|AWSControlTowerExecution)$/;

function caution(role: string, instance: string | undefined): string {
  if (SHARED.test(role)) return ', yours too: run it from another role';
  return instance ? '; its other instances lose access until they fetch new credentials' : '';
}

const endSessions = (role: string): string =>
  `aws iam put-role-policy --role-name ${role} --policy-name AWSRevokeOlderSessions --policy-document "${quoted(OLDER)}"`;

/** Filled in by the shell at the moment it is run: an older time would let sessions live. */
export const NOW = '$(date -u +%Y-%m-%dT%H:%M:%SZ)';
const OLDER = `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"${NOW}"}}}]}`;
const quoted = (json: string): string => json.replaceAll('"', '\\"');

const OURS =
  'This is a role of Trailwarden, which takes foreign policies off its roles: look at the security account first, exempt the role before its sessions are ended, and end the exemption after an hour, when no older session lives.';

const exempted = (
  holder: Extract<Holder, { kind: 'role' }>,
  role: string,
): readonly GuidedCommand[] => [
  {
    why: `Keep Trailwarden from taking the next policy off ${role} for as long as its sessions live`,
    command: `trailwarden exempt add arn:${holder.partition}:iam::${account(holder)}:role/${role} --until 70m --why 'its sessions are ended'`,
  },
];

const cutOff = (id: string, instance: string, said: string): readonly GuidedCommand[] => {
  const region = pasteable(said, 'region');
  return [
    {
      why: `In ${id}, in the instance's Region, keep its disks as evidence`,
      command: `aws ec2 create-snapshots --region ${region} --instance-specification InstanceId=${instance} --description incident`,
    },
    {
      why: `In ${id}, cut the instance off: a security group without rules`,
      command: `aws ec2 modify-instance-attribute --region ${region} --instance-id ${instance} --groups <empty-security-group>`,
    },
    {
      why: `In ${id}, find by what association it has the role`,
      command: `aws ec2 describe-iam-instance-profile-associations --region ${region} --filters Name=instance-id,Values=${instance}`,
    },
    {
      why: `In ${id}, take the role from the instance`,
      command: `aws ec2 disassociate-iam-instance-profile --region ${region} --association-id <association-id>`,
    },
  ];
};

const linkedNote = (role: string): string =>
  `${role} is a service's own: IAM refuses to change it, and no policy of the organization binds it. Find who asked the service, and stop them.`;

const serviceNote = (name: string): string =>
  `AWS itself (${pasteable(name, 'service')}) made the call on behalf of a principal: find who asked the service, in Event history of the minutes before, and stop them.`;

/** [D] IAM/latest/UserGuide/id_root-user-privileged-task: what management does for a member's root. */
function ofRoot(holder: Extract<Holder, { kind: 'root' }>): Containment {
  const id = account(holder);
  return {
    notes: [
      `A new root password ends neither root access keys nor an MFA device that was added: look at both, and at the root e-mail address of ${id}. If ${id} is the management account no policy binds its root: sign in as root, replace password, keys and MFA, and call AWS Support.`,
    ],
    commands: [
      denyBy({
        name: 'trailwarden-deny-root',
        why: 'In the management account, make a policy that denies everything to root users of members',
        condition: {
          ArnLike: { 'aws:PrincipalArn': `arn:${holder.partition}:iam::*:root` },
        },
      }),
      attachTo(id),
      {
        why: `In the management account, get a session that may only take away the root credentials of ${id}`,
        command: `aws sts assume-root --target-principal ${id} --task-policy-arn arn=arn:${holder.partition}:iam::aws:policy/root-task/IAMDeleteRootUserCredentials`,
      },
      {
        why: 'With that session, see which keys root has, and delete each',
        command: 'aws iam list-access-keys',
      },
      {
        why: 'With that session, take the root password',
        command: 'aws iam delete-login-profile',
      },
    ],
  };
}

/**
 * Ending a portal session, or disabling the user, ends no session of a role that was given already.
 * [D] singlesignon/latest/userguide/prereqs-revoking-user-permissions
 */
function ofIdentityCenter(holder: Extract<Holder, { kind: 'identity-center' }>): Containment {
  const user = pasteable(holder.userId, 'user-id');
  const store = pasteable(holder.identityStoreId, 'identity-store-id');
  const find = {
    why: 'Where IAM Identity Center is administered, find the id of the user',
    command: `aws identitystore list-users --identity-store-id ${store} --query 'Users[].[UserName,UserId]'`,
  };
  return {
    notes: [
      'Disable the user in IAM Identity Center first, so that no new session is made. Sessions of roles that were given already go on for up to twelve hours: only a denial by the id of the user reaches them. In the management account no policy of the organization binds: put the same denial into the inline policy of the permission set there.',
    ],
    commands: [
      ...(holder.userId ? [] : [find]),
      denyBy({
        name: 'trailwarden-deny-user',
        why: 'In the management account, make a policy that denies everything to this user',
        condition: { StringEquals: { 'identitystore:UserId': user } },
      }),
      attachTo('<root-id>'),
    ],
  };
}

const denyBy = ({
  name,
  why,
  condition,
}: {
  readonly name: string;
  readonly why: string;
  readonly condition: object;
}): GuidedCommand => {
  const Statement = [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: condition }];
  return {
    why,
    command: `aws organizations create-policy --type SERVICE_CONTROL_POLICY --name ${name} --description containment --content '${JSON.stringify({ Version: '2012-10-17', Statement })}'`,
  };
};

const attachTo = (target: string): GuidedCommand => ({
  why: 'In the management account, attach it, with the id that was answered',
  command: `aws organizations attach-policy --policy-id <policy-id> --target-id ${target}`,
});
