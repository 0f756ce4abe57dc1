import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { userOutput } from '../outputs';
import { nameInput } from '../read-input';
import { tagsInput } from '../tags';
import { userArnOfCall } from '../user-of-call';
import { createUser as create } from '../users';

export const createUser: Action = {
  readOnly: false,
  resource: userArnOfCall,
  handle: (call, world) => {
    const { accountId } = call;
    const user = create(world, {
      accountId,
      name: nameInput(call, 'UserName'),
      tags: tagsInput(call),
    });
    return { User: userOutput(user) };
  },
  record: iamRecord,
};
