import type { World } from '../core/service';
import { restart } from './logins';
import { ec2Of, type Instance } from './state';
import { volumesOf } from './volumes';

/** Its disks and interfaces go with it, or are left alone, as their attachment says; so does its profile. */
export function endInstance(world: World, instance: Instance): void {
  const { interfaces, volumes, profiles } = ec2Of(world);
  restart(world, instance.id);
  instance.state = 'terminated';
  instance.stateReason = initiated(world);
  for (const volume of volumesOf(world, instance.id)) {
    if (volume.attachment?.deleteOnTermination) volumes.delete(volume.id);
    volume.attachment = undefined;
  }
  for (const id of instance.interfaceIds.splice(0)) {
    const one = interfaces.get(id);
    if (one?.attachment?.deleteOnTermination) interfaces.delete(id);
    else if (one) one.attachment = undefined;
  }
  for (const one of [...profiles.values()]) {
    if (one.instanceId === instance.id) profiles.delete(one.id);
  }
}

/** As DescribeInstances tells why an instance does not run. */
export const initiated = (world: World): string =>
  `User initiated (${world.now().toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
