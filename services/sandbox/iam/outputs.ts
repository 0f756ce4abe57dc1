import { recordSpelling } from '../cloudtrail/record';
import { recordedIso } from '../core/dates';
import type { Call, Output, RecordPart, World } from '../core/service';
import { policyUses } from './policies';
import { encodeDocument } from './policy-document';
import { tagsOutput } from './read-input';
import type { ManagedPolicy, PolicyVersion, Role, User } from './state';

/** As ListRoles answers it: without tags and boundary [D API_ListRoles]. */
export function listedRole(role: Role): Output {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    ...(role.description !== undefined && { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds,
  };
}

/** `Policy`, as records show it; the API page says `PermissionsBoundaryPolicy`. */
export function roleOutput(role: Role): Output {
  const arn = role.permissionsBoundaryArn;
  return {
    ...listedRole(role),
    ...(arn !== undefined && {
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn },
    }),
    ...tagsOutput(role.tags),
  };
}

export function policyOutput(world: World, policy: ManagedPolicy): Output {
  const uses = policyUses(world, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: uses.attached,
    PermissionsBoundaryUsageCount: uses.bounding,
    IsAttachable: true,
    ...(policy.description !== undefined && { Description: policy.description }),
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
    ...tagsOutput(policy.tags),
  };
}

/** Without the document: what CreatePolicyVersion and ListPolicyVersions tell. */
export function versionOutput(policy: ManagedPolicy, { id, createdAt }: PolicyVersion): Output {
  return {
    VersionId: id,
    IsDefaultVersion: policy.defaultVersionId === id,
    CreateDate: createdAt,
  };
}

export function userOutput(user: User): Output {
  return {
    Path: '/',
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    ...tagsOutput(user.tags),
  };
}

/** What IAM's own records show of a change: typed parameters, and times in ISO [R]. */
export function iamRecord({ input }: Call, output: Output | undefined): RecordPart {
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(typed(input)),
    responseElements: answered ? recordSpelling(asRecorded(output) as Output) : null,
  };
}

/** The Query protocol carries texts only; records tell numbers and booleans apart. */
function typed(input: Output): Output {
  const { SetAsDefault, MaxSessionDuration } = input;
  return {
    ...input,
    ...(SetAsDefault !== undefined && { SetAsDefault: SetAsDefault === 'true' }),
    ...(MaxSessionDuration !== undefined && { MaxSessionDuration: Number(MaxSessionDuration) }),
  };
}

function asRecorded(value: unknown): unknown {
  if (value instanceof Date) return recordedIso(value);
  if (Array.isArray(value)) return value.map(asRecorded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'SecretAccessKey')
      .map(([key, one]) => [key, asRecorded(one)]),
  );
}
