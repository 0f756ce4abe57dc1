import { named, type Service } from '../core/service';
import { deniedSentence } from './action';
import * as addresses from './actions/addresses';
import * as flowLogs from './actions/flow-logs';
import * as groupRules from './actions/group-rules';
import * as images from './actions/images';
import * as instanceAttributes from './actions/instance-attributes';
import * as instanceProfiles from './actions/instance-profiles';
import * as instanceStates from './actions/instance-states';
import * as instanceStatus from './actions/instance-status';
import * as instances from './actions/instances';
import * as natGateways from './actions/nat-gateways';
import * as networkAclEntries from './actions/network-acl-entries';
import * as networkAcls from './actions/network-acls';
import * as networkInterfaces from './actions/network-interfaces';
import * as networks from './actions/networks';
import * as prefixLists from './actions/prefix-lists';
import * as routeTables from './actions/route-tables';
import * as securityGroups from './actions/security-groups';
import * as serialConsole from './actions/serial-console';
import * as snapshotAttributes from './actions/snapshot-attributes';
import * as snapshots from './actions/snapshots';
import * as tags from './actions/tags';
import * as volumes from './actions/volumes';
import * as vpcEndpoints from './actions/vpc-endpoints';
import { wireNames } from './wire-names';

/** Instances and what they need: networks, groups, disks, snapshots, images. */
export const ec2Service: Service = {
  id: 'ec2',
  eventSource: 'ec2.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2016-11-15',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    ec2: wireNames,
  },
  throttlingCode: 'RequestLimitExceeded',
  deniedCode: 'UnauthorizedOperation',
  deniedSentence,
  recordedCode: (code) => `${code === 'InternalFailure' ? 'Server' : 'Client'}.${code}`,
  recordsDeniedParameters: true,
  actions: named(
    addresses,
    flowLogs,
    natGateways,
    groupRules,
    instanceAttributes,
    instanceStates,
    instanceStatus,
    instances,
    networkAclEntries,
    networkAcls,
    networkInterfaces,
    networks,
    instanceProfiles,
    prefixLists,
    routeTables,
    securityGroups,
    serialConsole,
    images,
    snapshotAttributes,
    snapshots,
    tags,
    volumes,
    vpcEndpoints,
  ),
};
