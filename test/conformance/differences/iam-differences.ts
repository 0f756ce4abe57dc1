import type { ListedDifference } from './listed-difference';

export const iamDifferences: readonly ListedDifference[] = [
  {
    calls: ['CreatePolicy of IAM'],
    path: 'Policy.PermissionsBoundaryUsageCount',
    sandbox: 0,
    aws: 'sandbox',
    because: 'A policy says how many use it as a boundary [API Policy].',
  },
  {
    calls: ['CreateRole'],
    path: 'Role.MaxSessionDuration',
    moto: 3600,
    aws: 'sandbox',
    because: 'GetRole says it, the answer to CreateRole does not [CLI iam create-role].',
  },
  {
    calls: ['CreateRole'],
    path: 'Role.RoleLastUsed',
    moto: {},
    aws: 'sandbox',
    because: 'GetRole says it, the answer to CreateRole does not [CLI iam create-role].',
  },
  {
    calls: ['DeleteRole that does not exist'],
    path: 'message',
    sandbox: 'The role with name conformance cannot be found.',
    moto: 'Role conformance not found',
    aws: 'unsaid',
    because: 'Both refuse with NoSuchEntity [API DeleteRole]; the sentence is not documented.',
  },
  {
    calls: ['GetRole of a role that does not exist'],
    path: 'message',
    sandbox: 'The role with name no-such-role cannot be found.',
    moto: 'Role no-such-role not found',
    aws: 'unsaid',
    because: 'Both refuse with NoSuchEntity [API GetRole]; the sentence is not documented.',
  },
  {
    calls: ['GetRole with a boundary'],
    path: 'Role.PermissionsBoundary.PermissionsBoundaryType',
    sandbox: 'Policy',
    moto: 'PermissionsBoundaryPolicy',
    aws: 'unsaid',
    because:
      'The page says both: “can only have a value of Policy”, and “Valid Values: PermissionsBoundaryPolicy” [API AttachedPermissionsBoundary].',
  },
  {
    calls: ['GetRolePolicy that does not exist'],
    path: 'message',
    sandbox: 'The role policy with name steps cannot be found.',
    moto: 'Policy Document steps not attached to role conformance',
    aws: 'unsaid',
    because: 'Both refuse with NoSuchEntity [API GetRolePolicy]; the sentence is not documented.',
  },
  {
    calls: ['UpdateAssumeRolePolicy that is no JSON'],
    path: 'message',
    sandbox: 'This policy contains invalid Json',
    moto: 'Syntax errors in policy.',
    aws: 'unsaid',
    because:
      'Both refuse with MalformedPolicyDocument [API UpdateAssumeRolePolicy]; the sentence is not documented.',
  },
];
