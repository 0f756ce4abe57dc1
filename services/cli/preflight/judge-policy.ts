import type { Judged, NeededCall, PolicySeen } from '../../../shared/deployment/preflight/policies';
import { evaluatePolicy } from '../../sandbox';

/** By the sandbox's evaluator, as if our role made the call. What it does not know is `unknown`, never allowed. */
export const judgePolicy =
  (organizationId: string, partition: string) =>
  ({ type, content }: Pick<PolicySeen, 'type' | 'content'>, call: NeededCall): Judged => {
    const { role, callerAccountId, action, resource, accountId, region } = call;
    const verdict = evaluatePolicy(content, {
      kind: type === 'SERVICE_CONTROL_POLICY' ? 'identity' : 'resource',
      roleArn: `arn:${partition}:iam::${callerAccountId}:role/${role}`,
      ...{ callerAccountId, organizationId, action, resource, accountId, region },
    });
    return verdict === 'delegated' ? 'allowed' : (verdict ?? 'unknown');
  };
