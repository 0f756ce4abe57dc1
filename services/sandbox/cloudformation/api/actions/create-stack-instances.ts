import { randomUUID } from 'node:crypto';
import type { Action } from '../../../core/service';
import { deployInstances } from '../../deploy-instances';
import { deployTemplate } from '../../deploy-template';
import type { TemplateDeployment } from '../../stack';
import { chosenInstances } from '../chosen-instances';
import { stackSetArn, stackSetOfCall } from '../stack-set-of-call';
import { stackSetRecord } from '../stack-set-record';

/** Instances that exist already are left as they are; a failure is told by ListStackInstances. */
export const createStackInstances: Action = {
  readOnly: false,
  resource: stackSetArn,
  handle: async (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    const { accountIds, regions } = chosenInstances(call, world);
    const deploy = (request: TemplateDeployment) => deployTemplate(world, request);
    for (const region of regions) {
      const there = stackSet.instances.filter((each) => each.region === region);
      const missing = accountIds.filter((id) => !there.some(({ accountId }) => accountId === id));
      await deployInstances(deploy, { ...stackSet, regions: [region] }, missing);
    }
    return { OperationId: String(call.input.OperationId ?? randomUUID()) };
  },
  record: stackSetRecord,
};
