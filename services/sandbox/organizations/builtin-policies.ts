import type { PolicyDocument } from '../iam/policy-document';
import type { Policy, PolicyType } from './state';

interface Builtin {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly document: PolicyDocument;
}

const allowed = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

/** What AWS attaches to every root, unit and account of a type that is enabled [D orgs_manage_policies_scps, _rcps]. */
export const builtins: Readonly<Record<PolicyType, Builtin>> = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    document: { Version: '2012-10-17', Statement: [allowed] },
  },
  RESOURCE_CONTROL_POLICY: {
    id: 'p-RCPFullAWSAccess',
    name: 'RCPFullAWSAccess',
    description: 'Allows all actions for all resources',
    document: { Version: '2012-10-17', Statement: [{ ...allowed, Principal: '*' }] },
  },
};

export function builtinPolicy(type: PolicyType): Policy {
  const { document, ...builtin } = builtins[type];
  const kind = type.toLowerCase();
  return {
    ...builtin,
    arn: `arn:aws:organizations::aws:policy/${kind}/${builtin.id}`,
    type,
    content: JSON.stringify(document),
    document,
    awsManaged: true,
  };
}
