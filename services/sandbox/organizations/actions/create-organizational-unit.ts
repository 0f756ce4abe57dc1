import { randomBytes } from 'node:crypto';
import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { unitsUnder } from '../children';
import { addUnit } from '../create-organization';
import { managedOrganization } from '../organization-of';
import { refuse } from '../refusals';
import { targetArn } from '../targets';
import { unitOutput } from '../unit-output';

export const createOrganizationalUnit: Action = {
  readOnly: false,
  resource: ({ input }, world) => targetArn(world, input.ParentId),
  handle: (call, world) => {
    const organization = managedOrganization(world, call);
    const parentId = String(call.input.ParentId);
    const name = String(call.input.Name ?? '');
    if (unitsUnder(world, parentId).some((unit) => unit.name === name))
      throw refuse.duplicateUnit();
    const suffix = organization.rootId.slice('r-'.length);
    const id = `ou-${suffix}-${randomBytes(4).toString('hex')}`;
    const unit = addUnit(world, organization, { id, name, parentId });
    return { OrganizationalUnit: unitOutput(world, unit) };
  },
  record: answerInRecord,
};
