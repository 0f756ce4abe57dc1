import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type ListRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import { given } from '../../../domain/given';
import { requestedParts } from '../../../domain/requested-parts';
import type { Parts } from '../../../domain/subject';
import type { RoleState } from '../../../domain/warden';
import { asked } from '../../classify';
import { allPages } from '../all-pages';
import type { ServiceClients } from '../service-clients';
import { documentText, ownTags } from './own-tags';
import { readBoundary } from './read-boundary';

/** Rejects when any of the reads fails. */
export async function readRole(
  { name, path }: { readonly name: string; readonly path: string },
  parts: Parts,
  { iam }: ServiceClients,
): Promise<RoleState> {
  const [{ Role: role }, policies] = await Promise.all([
    asked('iam:GetRole', iam.send(new GetRoleCommand({ RoleName: name }))),
    requestedParts<Pick<RoleState, 'inlinePolicies' | 'attachedPolicies'>>(parts, {
      inlinePolicies: () => readInline(name, iam),
      attachedPolicies: () => readAttached(name, iam),
    }),
  ]);
  const boundary = role?.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundaryText =
    boundary && parts.has('boundaryText') ? await readBoundary(boundary, iam) : undefined;
  return {
    kind: 'role',
    name,
    path: role?.Path ?? path,
    trustPolicy: documentText(role?.AssumeRolePolicyDocument),
    ...(role?.Description && { description: role.Description }),
    ...(role?.MaxSessionDuration && { maxSessionDuration: role.MaxSessionDuration }),
    ...given({ permissionsBoundaryArn: boundary, boundaryText }),
    roleTags: ownTags(role?.Tags),
    ...policies,
  };
}

async function readInline(name: string, iam: IAMClient): Promise<Record<string, string>> {
  const names = await asked(
    'iam:ListRolePolicies',
    allPages(async (Marker) => {
      const page = await iam.send(new ListRolePoliciesCommand({ RoleName: name, Marker }));
      return { items: page.PolicyNames, next: nextOf(page) };
    }),
  );
  const policies = names.toSorted().map(async (PolicyName) => {
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
    allPages(async (Marker) => {
      const page = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, Marker }));
      return { items: page.AttachedPolicies, next: nextOf(page) };
    }),
  );
  return attached.flatMap(({ PolicyArn }) => PolicyArn ?? []).sort();
}

/** Only IsTruncated says that there is a next page. [D] API_ListRolePolicies */
const nextOf = ({
  IsTruncated,
  Marker,
}: Pick<ListRolePoliciesResponse, 'IsTruncated' | 'Marker'>) => (IsTruncated ? Marker : undefined);
