import { Refusal } from '../core/refusal';
import type { Role } from '../iam/state';
import type { Deployment } from './resource-type';

/** A role of the stack's account by name, under any path. Refuses like IAM when there is none. */
export function roleNamed({ world, accountId }: Deployment, name: string): Role {
  const plain = world.iam.roles.get(`arn:aws:iam::${accountId}:role/${name}`);
  if (plain !== undefined) return plain;
  const role = [...world.iam.roles.values()].find(
    (each) => each.accountId === accountId && each.name === name,
  );
  if (role !== undefined) return role;
  throw new Refusal('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
}
