import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import type { Parts } from '../../../domain/subject';
import type { RoleState } from '../../../domain/warden';
import { asked } from '../../classify';
import type { ServiceClients } from '../service-clients';
import { allPages } from './all-pages';
import { ownTags } from './own-tags';

/** Rejects when any of the reads fails. */
export async function readRole(
  { name, path }: { readonly name: string; readonly path: string },
  parts: Parts,
  { iam }: ServiceClients,
): Promise<RoleState> {
  const [{ Role: role }, inlinePolicies, attachedPolicies] = await Promise.all([
    asked('iam:GetRole', iam.send(new GetRoleCommand({ RoleName: name }))),
    parts.has('inlinePolicies') ? readInline(name, iam) : undefined,
    parts.has('attachedPolicies') ? readAttached(name, iam) : undefined,
  ]);
  const boundary = role?.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    kind: 'role',
    name,
    path: role?.Path ?? path,
    trustPolicy: documentText(role?.AssumeRolePolicyDocument),
    ...(role?.Description && { description: role.Description }),
    ...(role?.MaxSessionDuration && { maxSessionDuration: role.MaxSessionDuration }),
    ...(boundary && { permissionsBoundaryArn: boundary }),
    roleTags: ownTags(role?.Tags),
    ...(inlinePolicies && { inlinePolicies }),
    ...(attachedPolicies && { attachedPolicies }),
  };
}

async function readInline(name: string, iam: IAMClient): Promise<Record<string, string>> {
  const names = await asked(
    'iam:ListRolePolicies',
    allPages(async (page) => {
      const answer = await iam.send(new ListRolePoliciesCommand({ RoleName: name, ...page }));
      return { ...answer, items: answer.PolicyNames ?? [] };
    }),
  );
  const policies = names.sort().map(async (PolicyName) => {
    const { PolicyDocument } = await asked(
      'iam:GetRolePolicy',
      iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName })),
    );
    return [PolicyName, documentText(PolicyDocument)] as const;
  });
  return Object.fromEntries(await Promise.all(policies));
}

async function readAttached(name: string, iam: IAMClient): Promise<readonly string[]> {
  const attached = await asked(
    'iam:ListAttachedRolePolicies',
    allPages(async (page) => {
      const answer = await iam.send(
        new ListAttachedRolePoliciesCommand({ RoleName: name, ...page }),
      );
      return { ...answer, items: answer.AttachedPolicies ?? [] };
    }),
  );
  return attached.flatMap(({ PolicyArn }) => PolicyArn ?? []).sort();
}

/** IAM answers documents URL-encoded. [D] API_GetRolePolicy */
const documentText = (document = ''): string => decodeURIComponent(document);
