import type { Actor } from '../domain/evidence';
import type { GuidedCommand } from '../domain/guidance';
import { pasteable } from '../reports/facts';

/**
 * How a person stops whoever does it; nothing where no one command does: the root user, a role of IAM
 * Identity Center, which nobody but it may change ([D] singlesignon/latest/userguide/permissionsetsconcept).
 */
export function stopActor({ principal, accessKeyId }: Actor): GuidedCommand | undefined {
  const [, account, role] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)/.exec(principal) ?? [];
  if (account && role && !role.startsWith('AWSReservedSSO_')) {
    return { why: `end the role's sessions in ${account}`, command: endSessions(role) };
  }
  const [, owner, user] = /^arn:[^:]+:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  if (owner && user) {
    return {
      why: `take the key away in ${owner}`,
      command: `aws iam update-access-key --user-name ${pasteable(user, 'user')} --access-key-id ${pasteable(accessKeyId, 'access-key-id')} --status Inactive`,
    };
  }
  return undefined;
}

const endSessions = (role: string): string =>
  `aws iam put-role-policy --role-name ${pasteable(role, 'role')} --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"<now>"}}}]}'`;
