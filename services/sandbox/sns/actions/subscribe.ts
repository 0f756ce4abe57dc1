import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { optionalText, requiredText, textMap } from '../input';
import { subscribe as subscribeTo } from '../subscribe';
import { onTopic, sourceConditions, topicOfCall } from '../topic-of-call';

export const subscribe: Action = {
  readOnly: false,
  ...onTopic('Subscribe'),
  conditions: ({ input }) => ({
    ...sourceConditions(),
    'sns:Protocol': optionalText(input, 'Protocol'),
    'sns:Endpoint': optionalText(input, 'Endpoint'),
  }),
  handle: (call, world) => {
    const { arn, confirmed } = subscribeTo(world, topicOfCall(call, world), {
      accountId: call.accountId,
      protocol: requiredText(call.input, 'Protocol'),
      endpoint: optionalText(call.input, 'Endpoint') ?? '',
      attributes: textMap(call.input, 'Attributes'),
    });
    const shown = confirmed || call.input.ReturnSubscriptionArn === 'true';
    return { SubscriptionArn: shown ? arn : 'pending confirmation' };
  },
  record: (call, output) => ({
    requestParameters: requestOf(call),
    responseElements: output && { subscriptionArn: output.SubscriptionArn },
  }),
};

/** Where messages go may be a person's address: the record hides it. [D] sns logging-using-cloudtrail */
function requestOf({ input }: Call): unknown {
  return {
    topicArn: input.TopicArn,
    protocol: input.Protocol,
    ...(input.Endpoint !== undefined && { endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    ...(input.Attributes !== undefined && { attributes: input.Attributes }),
    ...(input.ReturnSubscriptionArn !== undefined && {
      returnSubscriptionArn: input.ReturnSubscriptionArn === 'true',
    }),
  };
}
