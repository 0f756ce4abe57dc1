import type { Action } from '../../core/service';
import { optionalNumber, optionalText } from '../input';
import { queueUrl } from '../queue-of-call';
import { refuse } from '../refusals';

export const listQueuesAction: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    const prefix = optionalText(call.input, 'QueueNamePrefix') ?? '';
    const from = optionalText(call.input, 'NextToken') ?? '';
    const max = optionalNumber(call.input, 'MaxResults') ?? 1000;
    if (max < 1 || max > 1000) {
      throw refuse.invalidParameter(
        `Value ${max} for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000.`,
      );
    }
    const queues = [...world.sqs.queues.values()]
      .filter(({ accountId, region }) => accountId === call.accountId && region === call.region)
      .filter(({ name }) => name.startsWith(prefix) && name > from)
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const page = queues.slice(0, max);
    return {
      QueueUrls: page.map((queue) => queueUrl(world, queue)),
      ...(queues.length > max ? { NextToken: page.at(-1)?.name } : {}),
    };
  },
};
