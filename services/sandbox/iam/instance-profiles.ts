import { perWorld } from '../core/per-world';
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
  { accountId, name, path = '/', roleArn }: NewProfile,
  createdAt: Date,
): InstanceProfile {
  return {
    arn: `arn:aws:iam::${accountId}:instance-profile${path}${name}`,
    accountId,
    name,
    path,
    id: uniqueId('AIPA'),
    createdAt,
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
