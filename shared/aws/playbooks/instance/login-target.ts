import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { DescribeSessionsCommand } from '@aws-sdk/client-ssm';
import type { LoginTarget } from '../../../domain/login';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/** Which machine it is; undefined where none is known by it. Rejects with the SDK's error. */
export async function instanceOfTarget(
  { ec2, ssm }: InstanceClients,
  target: LoginTarget,
): Promise<string | undefined> {
  if (target.kind === 'instance') return target.instanceId;
  if (target.kind === 'address') {
    const Filters = [
      { Name: 'network-interface.addresses.private-ip-address', Values: [target.privateIp] },
    ];
    const answer = ec2.send(new DescribeInstancesCommand({ Filters }));
    const { Reservations = [] } = await asked('ec2:DescribeInstances', answer);
    const found = Reservations.flatMap(({ Instances = [] }) => Instances);
    // Each VPC may have the address, and a machine that is taken for another is isolated in its place.
    return found.length === 1 ? found[0]?.InstanceId : undefined;
  }
  for (const State of ['Active', 'History'] as const) {
    const Filters = [{ key: 'SessionId' as const, value: target.sessionId }];
    const answer = ssm.send(new DescribeSessionsCommand({ State, Filters }));
    const { Sessions: [session] = [] } = await asked('ssm:DescribeSessions', answer);
    if (session?.Target) return session.Target;
  }
  return undefined;
}
