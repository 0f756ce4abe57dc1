import { type Answers, type Asked, ok, refused } from '../asked';
import { HOME } from '../scale';

/** Every account has one multi-Region trail of its own, with everything right. */
export const cloudtrail: Answers = {
  DescribeTrails: (asked) => {
    const isSeen = asked.region === HOME || asked.input.includeShadowTrails !== false;
    return ok({ trailList: isSeen ? [trailOf(asked)] : [] });
  },
  GetTrailStatus: () => {
    const now = Date.now() / 1_000;
    return ok({
      IsLogging: true,
      StartLoggingTime: now - 86_400,
      LatestDeliveryTime: now - 120,
      LatestDigestDeliveryTime: now - 1_200,
    });
  },
  GetEventSelectors: (asked) =>
    ok({
      TrailARN: arnOf(asked),
      EventSelectors: [
        {
          ReadWriteType: 'All',
          IncludeManagementEvents: true,
          DataResources: [],
          ExcludeManagementEventSources: [],
        },
      ],
    }),
  GetInsightSelectors: (asked) => refused(asked, 'InsightNotEnabledException'),
  ListTags: (asked) => ok({ ResourceTagList: [{ ResourceId: arnOf(asked), TagsList: [] }] }),
  GetEventConfiguration: (asked) => ok({ TrailARN: arnOf(asked) }),
  AddTags: (asked) => refused(asked, 'ResourceNotFoundException'), // the heartbeat's call
};

const arnOf = ({ accountId }: Asked): string =>
  `arn:aws:cloudtrail:${HOME}:${accountId}:trail/main`;

const trailOf = (asked: Asked) => ({
  Name: 'main',
  TrailARN: arnOf(asked),
  HomeRegion: HOME,
  S3BucketName: 'logs-of-all-accounts',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  LogFileValidationEnabled: true,
});
