import type { MachineState } from '../../../domain/containment';
import { given } from '../../../domain/given';
import type { InstanceClients } from './clients';
import { groupsFor } from './read-groups';
import { aclsOf, type Names, policyOf } from './read-machine';

/** What was made for a machine outside of it, once that is gone. */
export async function readGone(
  clients: InstanceClients,
  was: MachineState,
  names: Names,
): Promise<MachineState> {
  const { name = '' } = was.role ?? {};
  const [groups, acls, policy] = await Promise.all([
    groupsFor(clients, was.vpcId, { ids: [], ...names }),
    names.acls.length > 0 ? aclsOf(clients, {}, names.acls) : [],
    name ? policyOf(clients, name, names.isolation) : undefined,
  ]);
  const { scaling: _, role: __, ...rest } = was;
  const role = name ? { name, ...given({ policy }) } : undefined;
  return { ...rest, interfaces: [], targets: [], groups, acls, ...given({ role }) };
}
