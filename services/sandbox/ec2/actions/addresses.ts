import { optionalText, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, filtered, tagsOutput } from '../describe';
import { findInterface, instanceOfCall, requiredText } from '../find';
import { publicAddress } from '../network';
import { type Address, arnOf, ec2Of, newId } from '../state';

const resource = (call: Call) => arnOf(call, 'elastic-ip', String(call.input.AllocationId ?? '*'));

export const allocateAddress = ec2Action({
  resource: (call) => arnOf(call, 'elastic-ip', '*'),
  made: (call, { AllocationId }) => [arnOf(call, 'elastic-ip', String(AllocationId))],
  handle: (call, world) => {
    const { accountId, region } = call;
    const id = newId('eipalloc');
    const publicIp = publicAddress();
    const tags = new Map(tagsFor(call, 'elastic-ip'));
    const association = undefined;
    ec2Of(world).addresses.set(id, { id, accountId, region, publicIp, association, tags });
    return { AllocationId: id, PublicIp: publicIp, Domain: 'vpc', NetworkBorderGroup: region };
  },
});

function addressOfCall(call: Call, world: World): Address {
  const id = requiredText(call.input, 'AllocationId');
  const found = ownOf(call, ec2Of(world).addresses).find((one) => one.id === id);
  if (found) return found;
  throw new Refusal('InvalidAllocationID.NotFound', `The allocation ID '${id}' does not exist`);
}

/** The interface has the address from then on; one that is associated elsewhere moves. */
export const associateAddress = ec2Action({
  resource,
  handle: (call, world) => {
    const address = addressOfCall(call, world);
    const named = optionalText(call.input, 'NetworkInterfaceId');
    const interfaceId = named ?? instanceOfCall(call, world).interfaceIds[0] ?? '';
    const one = findInterface(world, call, interfaceId);
    release(world, address);
    const id = newId('eipassoc');
    address.association = { id, interfaceId };
    one.publicIp = address.publicIp;
    return { AssociationId: id };
  },
});

function release(world: World, address: Address): void {
  const one = ec2Of(world).interfaces.get(address.association?.interfaceId ?? '');
  if (one?.publicIp === address.publicIp) one.publicIp = undefined;
  address.association = undefined;
}

export const disassociateAddress = ec2Action({
  handle: (call, world) => {
    const id = requiredText(call.input, 'AssociationId');
    const found = ownOf(call, ec2Of(world).addresses).find((one) => one.association?.id === id);
    if (found === undefined) {
      throw new Refusal(
        'InvalidAssociationID.NotFound',
        `The association ID '${id}' does not exist`,
      );
    }
    release(world, found);
    return undefined;
  },
});

export const releaseAddress = ec2Action({
  resource,
  handle: (call, world) => {
    const address = addressOfCall(call, world);
    if (address.association) {
      throw new Refusal('InvalidIPAddress.InUse', `Address ${address.publicIp} is in use.`);
    }
    ec2Of(world).addresses.delete(address.id);
    return undefined;
  },
});

const instanceIdOf = (world: World, { association }: Address): string | undefined =>
  ec2Of(world).interfaces.get(association?.interfaceId ?? '')?.attachment?.instanceId;

const filters: Filterable<Address> = {
  'allocation-id': ({ id }) => [id],
  'association-id': ({ association }) => [association?.id],
  'instance-id': (one, world) => [instanceIdOf(world, one)],
  'network-interface-id': ({ association }) => [association?.interfaceId],
  'public-ip': ({ publicIp }) => [publicIp],
  domain: () => ['vpc'],
};

/** All at once: the one list of EC2's that has no pages. */
export const describeAddresses = ec2Action({
  sets: ['publicIpsSet', 'allocationIdsSet', 'filterSet'],
  handle: (call, world) => {
    const [ids, ips] = [texts(call.input, 'AllocationIds'), texts(call.input, 'PublicIps')];
    const named = ownOf(call, ec2Of(world).addresses).filter(
      ({ id, publicIp }) =>
        ids.length + ips.length === 0 || ids.includes(id) || ips.includes(publicIp),
    );
    return { Addresses: filtered(world, call, named, filters).map((one) => output(world, one)) };
  },
});

function output(world: World, one: Address) {
  const found = ec2Of(world).interfaces.get(one.association?.interfaceId ?? '');
  return {
    AllocationId: one.id,
    AssociationId: one.association?.id,
    Domain: 'vpc',
    InstanceId: found?.attachment?.instanceId,
    NetworkBorderGroup: one.region,
    NetworkInterfaceId: found?.id,
    NetworkInterfaceOwnerId: found?.accountId,
    PrivateIpAddress: found?.privateIp,
    PublicIp: one.publicIp,
    PublicIpv4Pool: 'amazon',
    Tags: tagsOutput(one.tags),
  };
}
