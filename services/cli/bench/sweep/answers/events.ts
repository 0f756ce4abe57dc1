import { type Answers, ok } from '../asked';
import { SECURITY } from '../members';
import { HOME } from '../scale';

/** Every rule that is asked for is there and enabled. */
export const events: Answers = {
  DescribeRule: ({ accountId, region, input }) =>
    ok({
      Name: input.Name,
      Arn: `arn:aws:events:${region}:${accountId}:rule/${input.Name}`,
      EventBusName: 'default',
      State: 'ENABLED',
      Description: 'Forwards what may blind a trail.',
      EventPattern: JSON.stringify({
        source: ['aws.cloudtrail'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'] },
      }),
    }),
  ListTargetsByRule: ({ accountId, region }) =>
    ok({
      Targets: [
        {
          Id: 'central',
          Arn: `arn:aws:events:${HOME}:${SECURITY}:event-bus/trailwarden`,
          RoleArn: `arn:aws:iam::${accountId}:role/trailwarden-forwarder-${region}`,
        },
      ],
    }),
  ListTagsForResource: () => ok({ Tags: [] }),
};
