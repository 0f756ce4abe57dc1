import { perWorld } from '../core/per-world';
import type { World } from '../core/service';
import { uniqueId } from './unique-id';

/** What gives an EC2 instance a role: one role at most, under a name that is often the role's. */
export interface InstanceProfile {
  readonly arn: string;
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly createdAt: Date;
  roleArn: string | undefined;
  readonly tags: Map<string, string>;
}

/** By ARN. */
export const instanceProfiles = perWorld(() => new Map<string, InstanceProfile>());

export function instanceProfileMade(
  world: World,
  { accountId, name, path = '/', roleArn }: NewProfile,
): InstanceProfile {
  return {
    arn: `arn:${world.partition}:iam::${accountId}:instance-profile${path}${name}`,
    accountId,
    name,
    path,
    id: uniqueId('AIPA'),
    createdAt: world.now(),
    roleArn,
    tags: new Map(),
  };
}

export interface NewProfile {
  readonly accountId: string;
  readonly name: string;
  readonly path?: string;
  readonly roleArn: string | undefined;
}
