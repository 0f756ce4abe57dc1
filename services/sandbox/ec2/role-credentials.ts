import type { World } from '../core/service';
import type { Credentials } from '../iam/state';
import { issueSession } from '../sts/issue-session';
import { roleOfInstance } from './profiles';
import { arnOf, ec2Of } from './state';

const SIX_HOURS = 6 * 3600;

/**
 * What the metadata service of an instance gives out: a session of its role, named like the instance. It stays valid
 * to its end, whatever becomes of the profile. Recorded on AWS.
 */
export function roleCredentials(world: World, instanceId: string): Required<Credentials> {
  const instance = ec2Of(world).instances.get(instanceId);
  const role = roleOfInstance(world, instanceId);
  if (instance === undefined || role === undefined) {
    throw new Error(`There is no instance ${instanceId} with a role.`);
  }
  const first = ec2Of(world).interfaces.get(instance.interfaceIds[0] ?? '');
  return issueSession(world, {
    role,
    sessionName: instanceId,
    durationSeconds: SIX_HOURS,
    instance: {
      arn: arnOf(instance, 'instance', instanceId),
      vpcId: first?.vpcId ?? '',
      privateIp: first?.privateIp ?? '',
    },
  }).credentials;
}
