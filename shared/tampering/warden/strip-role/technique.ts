import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn, policyOf } from '../drill-on';
import { partDiffers } from '../seen-part';

/** DeleteRolePolicy, DetachRolePolicy, or PutRolePolicy over a policy of ours: the role is left without its rights. */
export const stripRole: Technique<'warden'> = {
  id: 'strip-role',
  title: 'Strip a role of its rights',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  events: { 'iam.amazonaws.com': ['DeleteRolePolicy', 'DetachRolePolicy', 'PutRolePolicy'] },
  parts: ['inlinePolicies', 'attachedPolicies'],
  detect: partDiffers('role', 'strip-role', (must, is) => {
    const inline = Object.entries(must.inlinePolicies ?? {}).flatMap(([name, text]) =>
      !is.inlinePolicies || is.inlinePolicies[name] === text ? [] : name,
    );
    const attached = (must.attachedPolicies ?? []).filter(
      (arn) => is.attachedPolicies && !is.attachedPolicies.includes(arn),
    );
    const isThere = (name: string): string => (is.inlinePolicies?.[name] ? 'another text' : 'none');
    return {
      parts: [...inline.map((name) => `inlinePolicies.${name}`), ...attached],
      expected: [...inline, ...attached].join(', '),
      actual: [...inline.map(isThere), ...attached.map(() => 'none')].join(', '),
      sentence: `Role ${must.name} lost policies: ${[...inline, ...attached].join(', ')}.`,
    };
  }),
  drill: (role) => {
    const RoleName = nameOf(role.id);
    const PolicyName = policyOf(RoleName);
    return drillOn('role', role, ['iam:DeleteRolePolicy', { RoleName, PolicyName }]);
  },
};
