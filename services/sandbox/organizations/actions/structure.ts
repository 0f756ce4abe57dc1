import { randomBytes } from 'node:crypto';
import { tagsOf, texts } from '../../core/input';
import type { Action, Call, Output, World } from '../../core/service';
import { addUnit } from '../create-organization';
import {
  accountOfCall,
  accountResource,
  byAdministrator,
  byManagement,
  organizationOf,
} from '../organization-of';
import { accountOutput, answerInRecord, path, rootOutput } from '../outputs';
import { page } from '../page';
import { targetArn } from '../policies';
import { refuse } from '../refusals';
import type { Account, OrganizationalUnit } from '../state';

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

export const listRoots = byAdministrator((_call, world, organization) => ({
  Roots: [rootOutput(world, organization)],
}));

export const createOrganizationalUnit = byManagement(
  { resource: ({ input }, world) => targetArn(world, input.ParentId), record: answerInRecord },
  ({ input }, world, organization) => {
    const parentId = String(input.ParentId);
    const name = String(input.Name ?? '');
    const siblings = childrenOf(world, parentId, world.organization.units);
    if (siblings.some((unit) => unit.name === name)) throw refuse.duplicateUnit();
    const suffix = organization.rootId.slice('r-'.length);
    const id = `ou-${suffix}-${randomBytes(4).toString('hex')}`;
    const unit = addUnit(world, organization, { id, name, parentId });
    return { OrganizationalUnit: unitOutput(world, unit) };
  },
);

export const describeOrganizationalUnit = byAdministrator((call, world) => {
  const unit = world.organization.units.get(String(call.input.OrganizationalUnitId));
  if (!unit) throw refuse.unitNotFound();
  return { OrganizationalUnit: unitOutput(world, unit) };
});

export const listOrganizationalUnitsForParent = byAdministrator((call, world) =>
  page(call, childrenOf(world, call.input.ParentId, world.organization.units), (items) => ({
    OrganizationalUnits: items.map((unit) => unitOutput(world, unit)),
  })),
);

export const listChildren = byAdministrator((call, world) => {
  const { ParentId, ChildType } = call.input;
  if (ChildType !== 'ACCOUNT' && ChildType !== 'ORGANIZATIONAL_UNIT') {
    throw refuse.invalidInput('You provided an invalid value for ChildType.');
  }
  const { accounts, units } = world.organization;
  const among: ReadonlyMap<string, { readonly id: string }> =
    ChildType === 'ACCOUNT' ? accounts : units;
  return page(call, childrenOf(world, ParentId, among), (items) => ({
    Children: items.map(({ id }) => ({ Id: id, Type: ChildType })),
  }));
});

export const listParents = byAdministrator(
  { quota: { group: 'ListParents', perSecond: 5, burst: 8 } },
  (call, world, { rootId }) => {
    const parent = world.organization.parents.get(String(call.input.ChildId));
    if (parent === undefined) throw refuse.childNotFound();
    return { Parents: [{ Id: parent, Type: parent === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
);

export const describeAccount = byAdministrator(
  { resource: accountResource, quota: { group: 'DescribeAccount', perSecond: 20, burst: 30 } },
  (call, world) => ({ Account: accountOutput(world, accountOfCall(world, call)) }),
);

export const listAccounts = byAdministrator(
  { quota: { group: 'ListAccounts', perSecond: 8, burst: 12 } },
  (call, world) => accountPage(call, world, [...world.organization.accounts.values()]),
);

export const listAccountsForParent = byAdministrator(
  { quota: { group: 'ListAccountsForParent', perSecond: 5, burst: 8 } },
  (call, world) =>
    accountPage(call, world, childrenOf(world, call.input.ParentId, world.organization.accounts)),
);

function accountPage(call: Call, world: World, accounts: readonly Account[]): Output {
  return page(call, accounts, (items) => ({
    Accounts: items.map((account) => accountOutput(world, account)),
  }));
}

/** From now on other units' policies bind the account. */
export const moveAccount = byManagement(
  {
    resource: ({ input }, world) =>
      [input.AccountId, input.SourceParentId, input.DestinationParentId].map((id) =>
        targetArn(world, id),
      ),
  },
  (call, world) => {
    const { id } = accountOfCall(world, call);
    const source = String(call.input.SourceParentId);
    const destination = String(call.input.DestinationParentId);
    if (world.organization.parents.get(id) !== source) throw refuse.sourceParentNotFound();
    if (!isParent(world, destination)) throw refuse.destinationParentNotFound();
    if (source === destination) throw refuse.duplicateAccount();
    world.organization.parents.set(id, destination);
  },
);

function isParent({ organization: { organization, units } }: World, id: string): boolean {
  return organization?.rootId === id || units.has(id);
}

export const tagResource = byManagement({ resource: taggedArn }, (call, world) => {
  const known = tagsOfCall(world, call);
  const { Tags } = call.input;
  const isTag = (tag: unknown) => hasTexts(tag, 'Key', 'Value');
  if (!Array.isArray(Tags) || !Tags.every(isTag)) {
    throw refuse.invalidInput('You provided a value that does not match the required pattern.');
  }
  const tags = tagsOf(call.input);
  checkTags(new Map([...known, ...tags]));
  for (const [key, value] of tags) known.set(key, value);
});

const hasTexts = (value: unknown, ...names: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof Reflect.get(value, name) === 'string');

export const untagResource = byManagement({ resource: taggedArn }, (call, world) => {
  const tags = tagsOfCall(world, call);
  for (const key of texts(call.input, 'TagKeys')) tags.delete(key);
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

/** The accounts or units directly under a root or unit; refuses a parent that does not exist. */
function childrenOf<T extends { readonly id: string }>(
  world: World,
  parentId: unknown,
  among: ReadonlyMap<string, T>,
): readonly T[] {
  if (!isParent(world, String(parentId))) throw refuse.parentNotFound();
  return [...among.values()].filter(({ id }) => world.organization.parents.get(id) === parentId);
}
