import { hooks } from '../../sandbox';
import type { Local } from './local';
import type { UndoScene } from './undo-scene';

/**
 * The event of its creation is told once it logs: in AWS seconds lie between the two, here none would. In one
 * Region only: one that were fit to be a baseline would have become one.
 */
export async function rogueTrailScene({ sandbox, organization }: Local): Promise<UndoScene> {
  const { homeRegion, memberAccountIds } = organization;
  const accountId = memberAccountIds.at(-1) ?? '';
  const { world } = sandbox;
  const name = 's3-export';
  const s3BucketName = 'strangers-bucket';
  const settings = {
    s3BucketName,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
    isOrganizationTrail: false,
    logFileValidationEnabled: false,
  };
  return {
    accountId,
    attack: async () => {
      hooks.cloudtrail.startLogging(
        hooks.cloudtrail.createTrail(world, { accountId, homeRegion, name, settings }),
        world.now(),
      );
      hooks.cloudtrail.tellRecord(sandbox, {
        ...{ accountId, region: homeRegion },
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'CreateTrail',
        requestParameters: { name, s3BucketName },
      });
    },
    look: async () =>
      world.cloudtrail.trails.get(accountId)?.find((trail) => trail.name === name)?.logging
        .isLogging ?? false,
  };
}
