import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { checkPolicy } from './check-policy';
import type { PolicyDocument } from './policy-document';
import { refuse } from './refusals';
import type { AccessKey, Credentials, User } from './state';
import { secretAccessKey, uniqueId } from './unique-id';

export interface NewUser {
  readonly accountId: string;
  readonly name: string;
  readonly managedPolicyArns?: readonly string[];
  readonly inlinePolicies?: Readonly<Record<string, PolicyDocument>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Refuses a name that is taken. The user has no key until `createAccessKey`. */
export function createUser(world: World, user: NewUser): User {
  const arn = `arn:${world.partition}:iam::${user.accountId}:user/${user.name}`;
  if (world.iam.users.has(arn)) {
    throw refuse.userExists(user.name);
  }
  const policies = Object.entries(user.inlinePolicies ?? {});
  for (const [, document] of policies) checkPolicy(document);
  const created: User = {
    arn,
    accountId: user.accountId,
    name: user.name,
    id: uniqueId('AIDA'),
    inlinePolicies: new Map(policies),
    managedPolicyArns: new Set(user.managedPolicyArns),
    createdAt: world.now(),
    permissionsBoundaryArn: undefined,
    tags: new Map(Object.entries(user.tags ?? {})),
    accessKeys: new Map(),
  };
  world.iam.users.set(arn, created);
  return created;
}

export function createAccessKey(world: World, user: User): Credentials {
  const accessKeyId = uniqueId('AKIA');
  user.accessKeys.set(accessKeyId, world.now());
  return remember(world, {
    kind: 'user',
    accountId: user.accountId,
    arn: user.arn,
    accessKeyId,
    userName: user.name,
    userId: user.id,
  });
}

/** A key of the account's root user, which may do everything but what a service control policy denies. */
export function createRootAccessKey(world: World, accountId: string): Credentials {
  const arn = `arn:${world.partition}:iam::${accountId}:root`;
  return remember(world, { kind: 'root', accountId, arn, accessKeyId: uniqueId('AKIA') });
}

/** Undefined when the user has no key or does not exist. */
export function findUserKey(world: World, userArn: string): AccessKey | undefined {
  for (const key of world.iam.accessKeys.values()) {
    if (key.principal.arn === userArn) return key;
  }
  return undefined;
}

function remember(
  world: World,
  principal: Extract<Principal, { readonly accessKeyId: string }>,
): Credentials {
  const { accessKeyId } = principal;
  const credentials = { accessKeyId, secretAccessKey: secretAccessKey() };
  world.iam.accessKeys.set(accessKeyId, { ...credentials, principal });
  return credentials;
}
