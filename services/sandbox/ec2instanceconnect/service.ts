import { named, type Service } from '../core/service';
import * as keys from './actions/keys';

/** Keys that are put onto a machine for a minute. A tunnel is `hooks.ec2.openTunnel`: it is no call of an SDK. */
export const ec2InstanceConnectService: Service = {
  id: 'ec2-instance-connect',
  eventSource: 'ec2-instance-connect.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSEC2InstanceConnectService' },
  actions: named(keys),
};
