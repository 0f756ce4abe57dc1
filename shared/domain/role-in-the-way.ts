import { isSeenOf, type Observation } from './observation';
import type { Subject } from './subject';

/**
 * What IAM's refusal of a role's name means, and what ends it: a role under another path has the name, and none of
 * our roles may touch that one. Nothing where the role with the name is ours: then another delivery made it
 * meanwhile.
 */
export function describeRoleTaken(observation: Observation, path: string): string | undefined {
  if (!isSeenOf(observation, 'warden')) return undefined;
  const { accountId, id } = observation.subject;
  const name = id.split('/').at(-1) ?? id;
  const deletion = `take its policies away (aws iam list-role-policies --role-name ${name}, aws iam delete-role-policy --role-name ${name} --policy-name <name>, the same for list-attached-role-policies and detach-role-policy), then aws iam delete-role --role-name ${name}`;
  const ends = `Delete it in account ${accountId}, and ours comes back by itself: ${deletion}`;
  if (observation.kind === 'unreachable') {
    return `Another role has the name ${name}, and it may not be read: it is under another path, or a policy denies it. See aws iam get-role --role-name ${name}. ${ends}`;
  }
  if (observation.kind === 'absent' || observation.state.kind !== 'role') return undefined;
  if (observation.state.path === path) return undefined;
  return `Another role holds the name, under ${observation.state.path}: until it is gone, nothing that ${name} does is done. ${ends}`;
}

/**
 * What IAM's refusal to make a role for want of an entity means: the policy that bounds it is missing. A policy's
 * name is unique in an account, under any path, and no role of ours may list, make or delete one.
 */
export function describeBoundaryGone({ accountId, id }: Pick<Subject, 'accountId' | 'id'>): string {
  const forwarder = /\/trailwarden-forwarder-([a-z0-9-]+)$/.exec(id);
  const name = `trailwarden-boundary${forwarder ? `-${forwarder[1]}` : ''}`;
  const arn = `${id.split(':role/')[0]}:policy/${name}`;
  const list = `aws iam list-policies --scope Local --query "Policies[?PolicyName=='${name}'].[Arn,Path,AttachmentCount]"`;
  return [
    `The policy that bounds it, ${arn}, is not there, and IAM makes no role that is bounded by none.`,
    `A policy under another path may have the name; see it in account ${accountId}: ${list}`,
    'If it lists one, take that away: aws iam list-entities-for-policy --policy-arn <its ARN>, detach it from them, then aws iam delete-policy --policy-arn <its ARN> (its other versions first: aws iam delete-policy-version).',
    `Then make ours, and the role comes back by itself: trailwarden baseline show ${id} --field boundaryText > boundary.json, then aws iam create-policy --policy-name ${name} --policy-document file://boundary.json`,
  ].join(' ');
}
