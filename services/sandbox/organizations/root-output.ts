import type { Output, World } from '../core/service';
import type { Organization } from './state';
import { rootArn } from './targets';

/** A policy type that is not enabled is left out. */
export function rootOutput(world: World, organization: Organization): Output {
  return {
    Id: organization.rootId,
    Arn: rootArn(organization),
    Name: 'Root',
    PolicyTypes: [...world.organization.enabledPolicyTypes].map((type) => ({
      Type: type,
      Status: 'ENABLED',
    })),
  };
}
