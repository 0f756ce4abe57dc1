import { createHash } from 'node:crypto';
import type { World } from '../core/world';
import { createRole } from '../iam/roles';
import type { Role } from '../iam/state';

const path = '/aws-reserved/sso.amazonaws.com/';

/** The role Identity Center keeps in an account for a permission set; made when it is first used. */
export function permissionSetRole(world: World, accountId: string, permissionSet: string): Role {
  const tail = createHash('sha256').update(`${accountId} ${permissionSet}`).digest('hex');
  const name = `AWSReservedSSO_${permissionSet}_${tail.slice(0, 16)}`;
  const known = world.iam.roles.get(`arn:aws:iam::${accountId}:role${path}${name}`);
  return known ?? createRole(world, { accountId, name, path, trustPolicy, managedPolicyArns });
}

const managedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];

/** On AWS it names the account's SAML provider; it is not assumed here over the wire. */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Principal: { Service: 'sso.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};
