import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn, policyOf } from '../drill-on';
import { foundIn, seenPart } from '../seen-part';

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
  detect,
  drill: (role) => {
    const RoleName = nameOf(role.id);
    const PolicyName = policyOf(RoleName);
    return drillOn('role', role, ['iam:DeleteRolePolicy', { RoleName, PolicyName }]);
  },
};

function detect(observation: Known<'warden'>, expected: Expected<'warden'>): Finding | undefined {
  const seen = seenPart('role', observation, expected);
  if (!seen) return undefined;
  const { must, is } = seen;
  const inline = Object.entries(must.inlinePolicies ?? {}).flatMap(([name, text]) =>
    !is.inlinePolicies || is.inlinePolicies[name] === text ? [] : name,
  );
  const attached = (must.attachedPolicies ?? []).filter(
    (arn) => is.attachedPolicies && !is.attachedPolicies.includes(arn),
  );
  const isThere = (name: string): string => (is.inlinePolicies?.[name] ? 'another text' : 'none');
  return foundIn([...inline.map((name) => `inlinePolicies.${name}`), ...attached], {
    technique: 'strip-role',
    expected: [...inline, ...attached].join(', '),
    actual: [...inline.map(isThere), ...attached.map(() => 'none')].join(', '),
    sentence: `Role ${must.name} lost policies: ${[...inline, ...attached].join(', ')}.`,
  });
}
