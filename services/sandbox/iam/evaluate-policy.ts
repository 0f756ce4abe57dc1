import { evaluate, type Verdict } from './evaluate';
import type { PolicyDocument } from './policy-document';

/** A call that a role would make. */
export interface SupposedCall {
  /** `identity`: a service control policy or a role's own; `resource`: a resource control policy, or a bucket's. */
  readonly kind: 'identity' | 'resource';
  readonly roleArn: string;
  readonly callerAccountId: string;
  /** Of the resource. */
  readonly accountId: string;
  readonly organizationId: string;
  /** `service:Action` */
  readonly action: string;
  readonly resource: string;
  readonly region: string;
}

/**
 * What one policy says to one supposed call, without a world. `undefined` where the policy uses what is not judged here:
 * a condition key or an operator that this evaluator does not know.
 */
export function evaluatePolicy(text: string, call: SupposedCall): Verdict | undefined {
  const { kind, roleArn, callerAccountId, accountId, organizationId, action, resource, region } =
    call;
  const [, partition = 'aws'] = roleArn.split(':');
  const roleName = roleArn.split('/').at(-1) ?? '';
  const sessionName = 'supposed';
  try {
    return evaluate([JSON.parse(text) as PolicyDocument], kind, {
      ...{ action, resource },
      principal: {
        ...{ kind: 'assumed-role', accountId: callerAccountId, roleArn, roleName, sessionName },
        arn: `arn:${partition}:sts::${callerAccountId}:assumed-role/${roleName}/${sessionName}`,
        ...{ accessKeyId: '', roleId: 'AROASUPPOSED', createdAt: NOW, expiresAt: NOW },
      },
      context: {
        'aws:PrincipalArn': roleArn,
        'aws:PrincipalAccount': callerAccountId,
        'aws:PrincipalOrgID': organizationId,
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalIsAWSService': 'false',
        'aws:userid': `AROASUPPOSED:${sessionName}`,
        'aws:RequestedRegion': region,
        'aws:ResourceAccount': accountId,
        'aws:ResourceOrgID': organizationId,
        'aws:SecureTransport': 'true',
        'aws:ViaAWSService': 'false',
      },
    });
  } catch {
    return undefined;
  }
}

const NOW = new Date(0);
