import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { findRule } from './put-rule';

/** The tags of a rule or bus; refuses an ARN behind which there is neither. */
export function tagsAt(world: World, arn: string): Map<string, string> {
  const found = findRule(world, arn) ?? world.events.buses.get(arn);
  if (found === undefined) {
    throw new Refusal('ResourceNotFoundException', `Resource ${arn} does not exist.`);
  }
  return found.tags;
}
