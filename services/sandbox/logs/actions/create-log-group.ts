import type { Action } from '../../core/service';
import { createGroup } from '../create-group';
import { onGroup } from '../group-of-call';
import { optionalText, requiredText, tagsOf } from '../input';
import { invalidParameter } from '../refusals';

const classes = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'];

export const createLogGroup: Action = {
  readOnly: false,
  ...onGroup,
  handle: ({ accountId, region, input }, world) => {
    const logGroupClass = optionalText(input, 'logGroupClass') ?? 'STANDARD';
    if (!classes.includes(logGroupClass)) {
      throw invalidParameter(
        `1 validation error detected: Value '${logGroupClass}' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set: [${classes.join(', ')}]`,
      );
    }
    createGroup(world, {
      accountId,
      region,
      name: requiredText(input, 'logGroupName'),
      logGroupClass,
      kmsKeyId: optionalText(input, 'kmsKeyId'),
      tags: tagsOf(input),
    });
    return {};
  },
};
