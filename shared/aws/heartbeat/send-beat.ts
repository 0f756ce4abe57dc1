import type { Beat } from '../../domain/heartbeat';
import type { Obstacle } from '../../domain/obstacle';
import { partitionOf } from '../../domain/trail';
import type { MemberAccess } from '../member-access';
import { takeStep } from '../take-step';

/**
 * Calls AddTags, with the guard's own right, on a trail that does not exist. Not StartLogging: CloudTrail takes one
 * of each write a second, and that one belongs to restorations. The CIS alarms that many accounts have count every
 * StartLogging, UpdateTrail and StopLogging, even refused ones (docs/decisions/0019-a-heartbeat.md). Returns what
 * stopped the call; nothing when it reached CloudTrail, which answers that there is no such trail.
 */
export async function sendBeat(
  access: MemberAccess,
  { accountId, region }: Beat,
  name: string,
): Promise<Obstacle | undefined> {
  const id = `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:trail/${name}`;
  const { obstacle } = await access.withAccess(
    { accountId, region },
    (client) =>
      takeStep(
        {
          call: 'cloudtrail:AddTags',
          on: id,
          accountId,
          region,
          input: { ResourceId: id, TagsList: [{ Key: 'trailwarden', Value: 'heartbeat' }] },
        },
        client,
      ),
    (answer) => answer.obstacle,
  );
  return obstacle && UNKNOWN_TRAIL.has(obstacle.code) ? undefined : obstacle;
}

/**
 * [D] API_AddTags lists the first code; other calls on trails, and the record in AWS's own example, have the second.
 */
const UNKNOWN_TRAIL: ReadonlySet<string> = new Set([
  'ResourceNotFoundException',
  'TrailNotFoundException',
]);
