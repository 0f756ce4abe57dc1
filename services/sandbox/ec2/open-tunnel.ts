import type { Place } from '../core/place';
import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { tellRecord } from '../tell-record';
import { newId } from './state';

interface Tunnel extends Place {
  /** Where it leads to, inside the VPC. */
  readonly privateIp: string;
  readonly port?: number;
  readonly endpointId?: string;
  /** Default: the account's user `admin`. */
  readonly principal?: Principal;
}

/**
 * Someone tunnels through an EC2 Instance Connect endpoint. It is a WebSocket on AWS, and no SDK has a command for it;
 * here there is its record alone. [D] log-ec2-instance-connect-endpoint-using-cloudtrail
 */
export function openTunnel(world: World, tunnel: Tunnel): void {
  const { accountId, region, privateIp, port = 22, endpointId = newId('eice'), principal } = tunnel;
  tellRecord(world, {
    accountId,
    region,
    eventSource: 'ec2-instance-connect.amazonaws.com',
    eventName: 'OpenTunnel',
    requestParameters: {
      instanceConnectEndpointId: endpointId,
      maxTunnelDuration: '3600',
      remotePort: String(port),
      privateIpAddress: privateIp,
    },
    ...(principal && { principal }),
  });
}
