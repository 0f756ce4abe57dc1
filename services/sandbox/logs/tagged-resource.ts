import type { World } from '../core/world';
import { refuse } from './refusals';

/** The tags of a group or destination, named by ARN without `:*`. [D] API_TagResource */
export function tagsAt(world: World, arn: string): Map<string, string> {
  const found = world.logs.groups.get(arn) ?? world.logs.destinations.get(arn);
  if (found === undefined) throw refuse.resourceNotFound();
  return found.tags;
}
