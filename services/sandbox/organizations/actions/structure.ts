import { randomBytes } from 'node:crypto';
import type { Action, Call, Output, World } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { targetArn } from '../attachments';
import { addUnit } from '../create-organization';
import {
  accountOfCall,
  administeredOrganization,
  byAdministrator,
  byManagement,
  managedOrganization,
  organizationOf,
} from '../organization-of';
import { accountOutput, path, rootOutput } from '../outputs';
import { page } from '../page';
import { refuse } from '../refusals';
import type { Account, OrganizationalUnit, OrganizationState } from '../state';

/** The one call every member may make [D API_DescribeOrganization]. */
export const describeOrganization: Action = {
  quota: { group: 'DescribeOrganization', perSecond: 1, burst: 2 },
  handle: (call, world) => {
    const { id, arn, managementAccountId, managementEmail } = organizationOf(world, call);
    return {
      Organization: {
        Id: id,
        Arn: arn,
        FeatureSet: 'ALL',
        MasterAccountArn: world.organization.accounts.get(managementAccountId)?.arn,
        MasterAccountId: managementAccountId,
        MasterAccountEmail: managementEmail,
        AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
      },
    };
  },
};

export const listRoots: Action = {
  handle: (call, world) => ({
    Roots: [rootOutput(world, administeredOrganization(world, call))],
  }),
};

export const createOrganizationalUnit: Action = {
  resource: ({ input }, world) => targetArn(world, input.ParentId),
  handle: (call, world) => {
    const organization = managedOrganization(world, call);
    const parentId = String(call.input.ParentId);
    const name = String(call.input.Name ?? '');
    if (unitsUnder(world, parentId).some((unit) => unit.name === name))
      throw refuse.duplicateUnit();
    const suffix = organization.rootId.slice('r-'.length);
    const id = `ou-${suffix}-${randomBytes(4).toString('hex')}`;
    const unit = addUnit(world, organization, { id, name, parentId });
    return { OrganizationalUnit: unitOutput(world, unit) };
  },
  record: answerInRecord,
};

export const describeOrganizationalUnit = byAdministrator((call, world) => {
  const unit = world.organization.units.get(String(call.input.OrganizationalUnitId));
  if (!unit) throw refuse.unitNotFound();
  return { OrganizationalUnit: unitOutput(world, unit) };
});

export const listOrganizationalUnitsForParent = byAdministrator((call, world) =>
  page(call, unitsUnder(world, String(call.input.ParentId)), (items) => ({
    OrganizationalUnits: items.map((unit) => unitOutput(world, unit)),
  })),
);

export const listChildren = byAdministrator((call, world) => {
  const { ParentId, ChildType } = call.input;
  if (ChildType !== 'ACCOUNT' && ChildType !== 'ORGANIZATIONAL_UNIT') {
    throw refuse.invalidInput('You provided an invalid value for ChildType.');
  }
  const under = ChildType === 'ACCOUNT' ? accountsUnder : unitsUnder;
  return page(call, under(world, String(ParentId)), (items) => ({
    Children: items.map(({ id }) => ({ Id: id, Type: ChildType })),
  }));
});

export const listParents: Action = {
  quota: { group: 'ListParents', perSecond: 5, burst: 8 },
  handle: (call, world) => {
    const { rootId } = administeredOrganization(world, call);
    const parent = world.organization.parents.get(String(call.input.ChildId));
    if (parent === undefined) throw refuse.childNotFound();
    return { Parents: [{ Id: parent, Type: parent === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
};

export const describeAccount: Action = {
  ...byAdministrator((call, world) => {
    const account = world.organization.accounts.get(String(call.input.AccountId));
    if (!account) throw refuse.accountNotFound();
    return { Account: accountOutput(world, account) };
  }),
  resource: ({ input }, world) =>
    world.organization.accounts.get(String(input.AccountId))?.arn ?? '*',
  quota: { group: 'DescribeAccount', perSecond: 20, burst: 30 },
};

export const listAccounts: Action = {
  ...byAdministrator((call, world) => {
    return page(call, [...world.organization.accounts.values()], (items) => ({
      Accounts: items.map((account) => accountOutput(world, account)),
    }));
  }),
  quota: { group: 'ListAccounts', perSecond: 8, burst: 12 },
};

export const listAccountsForParent: Action = {
  ...byAdministrator((call, world) => {
    return page(call, accountsUnder(world, String(call.input.ParentId)), (items) => ({
      Accounts: items.map((account) => accountOutput(world, account)),
    }));
  }),
  quota: { group: 'ListAccountsForParent', perSecond: 5, burst: 8 },
};

/** From now on other units' policies bind the account. */
export const moveAccount: Action = {
  ...byManagement((call, world) => {
    const { id } = accountOfCall(world, call);
    const source = String(call.input.SourceParentId);
    const destination = String(call.input.DestinationParentId);
    if (world.organization.parents.get(id) !== source) throw refuse.sourceParentNotFound();
    if (!isParent(world, destination)) throw refuse.destinationParentNotFound();
    if (source === destination) throw refuse.duplicateAccount();
    world.organization.parents.set(id, destination);
  }),
  resource: ({ input }, world) => [
    targetArn(world, input.AccountId),
    targetArn(world, input.SourceParentId),
    targetArn(world, input.DestinationParentId),
  ],
};

function isParent({ organization: { organization, units } }: World, id: string): boolean {
  return organization?.rootId === id || units.has(id);
}

export const tagResource = byManagement({ resource: taggedArn }, (call, world) => {
  const known = tagsOfCall(world, call);
  const given = (call.input.Tags ?? []) as readonly { Key: string; Value: string }[];
  const tags = given.map(({ Key, Value }) => [Key, Value] as const);
  checkTags(new Map([...known, ...tags]));
  for (const [key, value] of tags) known.set(key, value);
});

export const untagResource = byManagement({ resource: taggedArn }, (call, world) => {
  const tags = tagsOfCall(world, call);
  for (const key of (call.input.TagKeys ?? []) as readonly string[]) tags.delete(key);
});

export const listTagsForResource = byAdministrator({ resource: taggedArn }, (call, world) => {
  const tags = [...tagsOfCall(world, call)].map(([Key, Value]) => ({ Key, Value }));
  return page(call, tags, (Tags) => ({ Tags }));
});

function unitOutput(world: World, unit: OrganizationalUnit): Output {
  return { Id: unit.id, Arn: unit.arn, Name: unit.name, Path: path(world, unit.id) };
}

/** The tags of what a call names by `ResourceId`: an account, a unit, a root or a policy. */
function tagsOfCall(world: World, { input }: Call): Map<string, string> {
  const id = String(input.ResourceId);
  if (arnOf(world, id) === undefined) throw refuse.targetNotFound();
  const known = world.organization.tags.get(id) ?? new Map<string, string>();
  world.organization.tags.set(id, known);
  return known;
}

function taggedArn({ input }: Call, world: World): string {
  return arnOf(world, String(input.ResourceId)) ?? '*';
}

function arnOf(world: World, id: string): string | undefined {
  const { organization, accounts, units, policies } = world.organization;
  const found = accounts.get(id) ?? units.get(id) ?? policies.get(id);
  if (found !== undefined) return found.arn;
  return organization?.rootId === id
    ? organization.arn.replace(':organization/', ':root/')
    : undefined;
}

/** At most 50, each with a key of 1 to 128 characters. */
function checkTags(tags: ReadonlyMap<string, string>): void {
  if (tags.size > 50)
    throw refuse.invalidInput('You have exceeded the number of tags allowed: 50.');
  const wrong = [...tags].find(([key, value]) => !/^.{1,128}$/.test(key) || value.length > 256);
  if (wrong !== undefined) throw refuse.invalidInput(`You specified an invalid tag: ${wrong[0]}`);
}

/** Accounts directly under a root or unit; refuses a parent that does not exist. */
function accountsUnder(world: World, parentId: string): readonly Account[] {
  return children(world.organization, parentId, world.organization.accounts);
}

/** Units directly under a root or unit; refuses a parent that does not exist. */
function unitsUnder(world: World, parentId: string): readonly OrganizationalUnit[] {
  return children(world.organization, parentId, world.organization.units);
}

function children<T extends { readonly id: string }>(
  state: OrganizationState,
  parentId: string,
  among: ReadonlyMap<string, T>,
): readonly T[] {
  if (parentId !== state.organization?.rootId && !state.units.has(parentId))
    throw refuse.parentNotFound();
  return [...among.values()].filter(({ id }) => state.parents.get(id) === parentId);
}
