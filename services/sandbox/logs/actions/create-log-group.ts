import type { Action } from '../../core/service';
import { requirePermission } from '../../iam/require-permission';
import { createGroup } from '../create-group';
import { groupArn } from '../find-group';
import { onGroup } from '../group-of-call';
import { optionalText, requiredText, tagsOf } from '../input';
import { refuse } from '../refusals';

const classes = ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'];

/** With tags it takes the permission to tag as well. [D] API_CreateLogGroup */
export const createLogGroup: Action = {
  readOnly: false,
  ...onGroup,
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const name = requiredText(input, 'logGroupName');
    const logGroupClass = optionalText(input, 'logGroupClass') ?? 'STANDARD';
    if (!classes.includes(logGroupClass)) {
      throw refuse.invalidParameter(
        `1 validation error detected: Value '${logGroupClass}' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set: [${classes.join(', ')}]`,
      );
    }
    const tags = tagsOf(input);
    if (tags.size > 0) {
      const resource = groupArn({ accountId, region, name });
      requirePermission(world, call, { permission: 'logs:TagResource', resource });
    }
    createGroup(world, {
      accountId,
      region,
      name,
      logGroupClass,
      kmsKeyId: optionalText(input, 'kmsKeyId'),
      tags,
    });
    return {};
  },
};
