import { partitionOf } from '../core/partition';
import { type Call, Refusal, type World } from '../core/service';
import {
  isDelegatedAdministrator,
  isManagementAccount,
  organizationIdOf,
} from '../organizations/membership';
import { notMasterTrail, refusal } from './refusals';
import type { Trail } from './state';

/** Every trail that exists in the account and Region: its own, and copies from other Regions and from the organization. */
export function visibleTrails(world: World, accountId: string, region: string): readonly Trail[] {
  const here = ({ homeRegion, settings }: Trail) =>
    homeRegion === region || settings.isMultiRegionTrail;
  return allTrails(world, accountId).filter(here);
}

/** Trails the account owns and those it sees of its organization, in every Region. */
export function allTrails(world: World, accountId: string): readonly Trail[] {
  return [...trailsOf(world, accountId), ...organizationTrails(world, accountId)];
}

/** Trails the account owns, in every Region. */
export function trailsOf(world: World, accountId: string): readonly Trail[] {
  return world.cloudtrail.trails.get(accountId) ?? [];
}

/** Organization trails an account sees without owning them. */
function organizationTrails(world: World, accountId: string): readonly Trail[] {
  const management = world.organization.organization?.managementAccountId;
  if (management === undefined || management === accountId) return [];
  if (organizationIdOf(world, accountId) === undefined) return [];
  return trailsOf(world, management).filter(({ settings }) => settings.isOrganizationTrail);
}

/**
 * CloudTrail lost its trusted access: organization trails become account trails of their owner, and
 * members lose theirs. Giving the access back brings nothing back [D services-that-can-integrate-cloudtrail].
 */
export function demoteOrganizationTrails(world: World, accountId: string): void {
  for (const trail of trailsOf(world, accountId)) {
    trail.settings = { ...trail.settings, isOrganizationTrail: false };
  }
}

/** The management account owns every organization trail, also one a delegated administrator makes. */
export function ownerOf(world: World, call: Call): string {
  const { organization } = world.organization;
  if (!organization) throw refusal('OrganizationsNotInUseException');
  if (!administersOrganizationTrails(world, call.accountId)) {
    throw new Refusal(
      'NotOrganizationMasterAccountException',
      'Only the management account or a delegated administrator can create or update an organization trail.',
    );
  }
  requireTrustedAccess(world);
  return organization.managementAccountId;
}

export const cloudTrailPrincipal = 'cloudtrail.amazonaws.com';

/** Nothing of the organization's can be made while CloudTrail has no trusted access (techniques ORG-01). */
export function requireTrustedAccess(world: World): void {
  if (world.organization.serviceAccess.has(cloudTrailPrincipal)) return;
  throw refusal('CloudTrailAccessNotEnabledException');
}

/** The management account and CloudTrail's delegated administrators [D cloudtrail-delegated-administrator]. */
export const administersOrganizationTrails = (world: World, accountId: string): boolean =>
  isManagementAccount(world, accountId) ||
  isDelegatedAdministrator(world, accountId, cloudTrailPrincipal);

interface TrailArn {
  readonly arn: string;
  readonly accountId: string;
}

/** Undefined for anything but a complete trail ARN, a short name included. */
export function parseTrailArn(arn: string): TrailArn | undefined {
  const accountId = /^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:(\d{12}):trail\/.+$/.exec(arn)?.[1];
  return accountId === undefined ? undefined : { arn, accountId };
}

export function trailArn(accountId: string, region: string, name: string): string {
  return `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:trail/${name}`;
}

/** What a name or ARN in a request stands for: a short name is one of the caller's account and Region. */
export function resolvedArn(call: Call, nameOrArn: unknown): string {
  const written = typeof nameOrArn === 'string' ? nameOrArn : '';
  return parseTrailArn(written) ? written : trailArn(call.accountId, call.region, written);
}

/** Refuses at the first of the ordered rules that is broken [D API_CreateTrail]. */
export function checkTrailName(name: string): void {
  const rules: readonly (readonly [isBroken: boolean, sentence: string])[] = [
    [name.trim() === '', 'Trail name cannot be blank!'],
    [
      name.length < 3,
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${name.length} characters.`,
    ],
    [
      name.length > 128,
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${name.length} characters.`,
    ],
    [
      !/^[A-Za-z0-9._-]+$/.test(name),
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
    ],
    [!/^[A-Za-z0-9]/.test(name), 'Trail name must starts with a letter or number.'],
    [!/[A-Za-z0-9]$/.test(name), 'Trail name must ends with a letter or number.'],
    [/[._-]{2}/.test(name), 'Trail name cannot have adjacent periods, underscores or hyphens.'],
    [/^\d{1,3}(\.\d{1,3}){3}$/.test(name), 'Trail name cannot be in IP address format.'],
  ];
  const sentence = rules.find(([isBroken]) => isBroken)?.[1];
  if (sentence !== undefined) throw new Refusal('InvalidTrailNameException', sentence);
}

/** The trail itself, or undefined; asks nothing about who may see it. */
export function trailByArn(world: World, arn: string): Trail | undefined {
  const accountId = parseTrailArn(arn)?.accountId ?? '';
  return trailsOf(world, accountId).find((trail) => trail.arn === arn);
}

/** The trail a request names, if its account owns it or sees it as a member; it may be of any Region. */
export function knownTrail(world: World, call: Call, nameOrArn: unknown): Trail | undefined {
  const arn = resolvedArn(call, requireName(nameOrArn));
  return allTrails(world, call.accountId).find((trail) => trail.arn === arn);
}

/**
 * The trail a request names, for reading. A short name is one of the caller's account and Region, so
 * a copy of a trail from elsewhere must be named by its ARN [D API_GetTrailStatus].
 */
export function readableTrail(world: World, call: Call, nameOrArn: unknown): Trail {
  const trail = knownTrail(world, call, nameOrArn);
  if (!trail) throw unknownTrail(call, nameOrArn);
  if (trail.homeRegion === call.region || trail.settings.isMultiRegionTrail) return trail;
  throw new Refusal(
    'CloudTrailARNInvalidException',
    `Region in ARN is wrong, you can only access resources in region ${call.region}.`,
  );
}

/**
 * As `readableTrail`, but organization trails only for those who administer them: members may look
 * at the trail and its status, not at its selectors (steampipe-plugin-aws#577).
 */
export function inspectableTrail(world: World, call: Call, nameOrArn: unknown): Trail {
  const trail = readableTrail(world, call, nameOrArn);
  if (trail.accountId === call.accountId) return trail;
  if (administersOrganizationTrails(world, call.accountId)) return trail;
  throw wrongAccountInArn(call);
}

/** Refuses an empty name and one no trail can have; an ARN passes. */
function requireName(nameOrArn: unknown): string {
  const written = typeof nameOrArn === 'string' ? nameOrArn : '';
  if (!parseTrailArn(written)) checkTrailName(written);
  return written;
}

/**
 * The trail a request may change: in its home Region, by its owner, an organization trail also by a
 * delegated administrator. `verb` goes into AWS's sentence: "Cannot stop trail, not master trail."
 */
export function writableTrail(world: World, call: Call, nameOrArn: unknown, verb: string): Trail {
  const written = requireName(nameOrArn);
  const trail = trailByArn(world, resolvedArn(call, written)) ?? copyByName(world, call, written);
  if (!trail) throw unknownTrail(call, written);
  refuseForeign(world, call, trail, verb);
  if (trail.homeRegion === call.region) return trail;
  // AWS's code; the sentence is ours, no public record of AWS's was found.
  throw new Refusal(
    'InvalidHomeRegionException',
    `The trail ${trail.arn} can only be changed from its home Region ${trail.homeRegion}.`,
  );
}

/** A shadow trail has the name too, and AWS answers for it: wrong Region, or not the master trail. */
function copyByName(world: World, call: Call, name: string): Trail | undefined {
  const copy = visibleTrails(world, call.accountId, call.region).find(
    (trail) => trail.name === name,
  );
  // A delegated administrator's short name is looked up in its own account only (nozaq/terraform-aws-secure-baseline#306).
  const foreign = copy !== undefined && copy.accountId !== call.accountId;
  return foreign && administersOrganizationTrails(world, call.accountId) ? undefined : copy;
}

function unknownTrail(call: Call, nameOrArn: unknown): Refusal {
  const arn = resolvedArn(call, nameOrArn);
  if (parseTrailArn(arn)?.accountId !== call.accountId) return wrongAccountInArn(call);
  // GetTrail says the name as it was given [R]; of the others ARNs were reported.
  const said = call.action === 'GetTrail' ? String(nameOrArn) : arn;
  const message = `Unknown trail: ${said} for the user: ${call.accountId}`;
  return new Refusal('TrailNotFoundException', message);
}

function refuseForeign(world: World, call: Call, trail: Trail, verb: string): void {
  if (trail.accountId === call.accountId) return;
  if (!organizationTrails(world, call.accountId).includes(trail)) throw wrongAccountInArn(call);
  if (!administersOrganizationTrails(world, call.accountId)) throw notMasterTrail(verb);
}

const wrongAccountInArn = ({ accountId }: Call): Refusal =>
  new Refusal(
    'CloudTrailARNInvalidException',
    `AccountID in ARN is wrong, you can only access resources with AccountID ${accountId}.`,
  );
