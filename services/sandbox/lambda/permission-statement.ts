import type { ConditionBlock, PrincipalElement } from '../iam/policy-document';
import type { PermissionStatement } from './state';

export interface Permission {
  readonly statementId: string;
  readonly action: string;
  /** A service, an account, an ARN or `*`. */
  readonly principal: string;
  readonly functionArn: string;
  readonly sourceArn?: string | undefined;
  readonly sourceAccount?: string | undefined;
  readonly organizationId?: string | undefined;
}

/** The statement AddPermission writes into the function's policy [D API_AddPermission]. */
export function permissionStatement(permission: Permission): PermissionStatement {
  const { statementId, action, principal, functionArn } = permission;
  const Condition = conditionsOf(permission);
  return {
    Sid: statementId,
    Effect: 'Allow',
    Principal: principalElement(principal, functionArn),
    Action: action,
    Resource: functionArn,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}

function principalElement(principal: string, functionArn: string): PrincipalElement {
  if (principal === '*') return '*';
  if (principal.endsWith('.amazonaws.com')) return { Service: principal };
  const partition = functionArn.split(':')[1];
  return {
    AWS: /^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal,
  };
}

function conditionsOf({ sourceArn, sourceAccount, organizationId }: Permission): ConditionBlock {
  const equals = {
    ...(sourceAccount !== undefined && { 'AWS:SourceAccount': sourceAccount }),
    ...(organizationId !== undefined && { 'aws:PrincipalOrgID': organizationId }),
  };
  return {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  };
}
