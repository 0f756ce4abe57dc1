import type { World } from '../core/service';
import { bareArn } from './group-of-call';

/**
 * Why CloudTrail cannot write to a trail's log group, named by ARN with or without `:*`. Undefined: it
 * can, or the world never knew the group. What the trail's role may do is a question to IAM.
 */
export function trailLogGroupObstacle(world: World, logGroupArn: string): 'NotFound' | undefined {
  const arn = bareArn(logGroupArn);
  const { groups, deleted } = world.logs;
  return deleted.has(arn) && !groups.has(arn) ? 'NotFound' : undefined;
}
