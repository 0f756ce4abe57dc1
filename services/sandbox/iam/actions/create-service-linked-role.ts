import type { Action } from '../../core/service';
import { iamRecord } from '../iam-record';
import { roleOutput } from '../outputs';
import { textInput } from '../read-input';
import { createServiceLinkedRole as create, serviceLinkedRoleArn } from '../service-linked-roles';

export const createServiceLinkedRole: Action = {
  readOnly: false,
  resource: (call) =>
    serviceLinkedRoleArn(call.accountId, textInput(call, 'AWSServiceName') ?? '') ?? '*',
  conditions: (call) => ({ 'iam:AWSServiceName': textInput(call, 'AWSServiceName') }),
  handle: (call, world) => {
    const role = create(world, call.accountId, textInput(call, 'AWSServiceName') ?? '');
    const { MaxSessionDuration: _untold, ...Role } = roleOutput(role);
    return { Role };
  },
  record: iamRecord,
};
