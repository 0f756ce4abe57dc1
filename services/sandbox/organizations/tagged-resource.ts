import type { Call } from '../core/call';
import type { World } from '../core/world';
import { refuse } from './refusals';

/** The tags of what a call names by `ResourceId`: an account, a unit, a root or a policy. */
export function tagsOfCall(world: World, { input }: Call): Map<string, string> {
  const id = String(input.ResourceId);
  if (arnOf(world, id) === undefined) throw refuse.targetNotFound();
  const known = world.organization.tags.get(id) ?? new Map<string, string>();
  world.organization.tags.set(id, known);
  return known;
}

export function taggedArn({ input }: Call, world: World): string {
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
export function checkTags(tags: ReadonlyMap<string, string>): void {
  if (tags.size > 50)
    throw refuse.invalidInput('You have exceeded the number of tags allowed: 50.');
  const wrong = [...tags].find(([key, value]) => !/^.{1,128}$/.test(key) || value.length > 256);
  if (wrong !== undefined) throw refuse.invalidInput(`You specified an invalid tag: ${wrong[0]}`);
}
