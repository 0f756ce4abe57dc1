import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { policyOutput } from '../outputs';
import { createPolicy as create } from '../policies';
import { nameInput, pathInput, textInput } from '../read-input';
import { identityPolicyInput, policyLength } from '../read-policy';
import { refuse } from '../refusals';
import { tagsInput } from '../tags';

export const createPolicy: Action = {
  readOnly: false,
  resource: (call) =>
    `arn:aws:iam::${call.accountId}:policy${textInput(call, 'Path') ?? '/'}${textInput(call, 'PolicyName') ?? ''}`,
  handle: (call, world) => {
    const document = identityPolicyInput(call);
    if (policyLength(document) > 6144) throw refuse.quotaExceeded('PolicySize: 6144');
    const description = textInput(call, 'Description');
    const policy = create(world, {
      accountId: call.accountId,
      name: nameInput(call, 'PolicyName', 128),
      path: pathInput(call),
      ...(description !== undefined && { description }),
      document,
      tags: tagsInput(call),
    });
    return { Policy: policyOutput(world, policy) };
  },
  record: iamRecord,
};
