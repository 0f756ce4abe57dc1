import { randomBytes } from 'node:crypto';
import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';

/** Everything of EC2 has an id of its own, tags, and a place. */
export interface Ec2Resource extends Place {
  readonly id: string;
  readonly tags: Map<string, string>;
}

export type InstanceState =
  | 'pending'
  | 'running'
  | 'shutting-down'
  | 'terminated'
  | 'stopping'
  | 'stopped';

/** [D] API_InstanceState */
export const stateCodes: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export interface Instance extends Ec2Resource {
  readonly reservationId: string;
  /** Started again with the same token, it is the same instance. */
  readonly clientToken: string | undefined;
  readonly imageId: string;
  instanceType: string;
  readonly isSpot: boolean;
  readonly keyName: string | undefined;
  userData: string | undefined;
  launchedAt: Date;
  state: InstanceState;
  /** `User initiated (2026-12-01 00:00:00 GMT)`, when a person stopped or ended it. */
  stateReason: string | undefined;
  /** Of its interfaces, the first one first. Their groups are the instance's groups. */
  readonly interfaceIds: string[];
  readonly rootDeviceName: string;
  readonly availabilityZone: string;
  disableApiTermination: boolean;
  disableApiStop: boolean;
  shutdownBehavior: 'stop' | 'terminate';
  sourceDestCheck: boolean;
  ebsOptimized: boolean;
  httpTokens: string;
}

export interface NetworkInterface extends Ec2Resource {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly description: string;
  readonly privateIp: string;
  readonly macAddress: string;
  publicIp: string | undefined;
  groupIds: readonly string[];
  sourceDestCheck: boolean;
  attachment: InterfaceAttachment | undefined;
}

export interface InterfaceAttachment {
  readonly id: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  readonly attachedAt: Date;
  readonly deleteOnTermination: boolean;
}

export interface SecurityGroup extends Ec2Resource {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  /** By the rule's own id. */
  readonly rules: Map<string, GroupRule>;
}

export interface GroupRule {
  readonly id: string;
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, a number, or `-1` for all. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: RulePeer;
  readonly description: string | undefined;
  readonly tags: Map<string, string>;
}

export type RulePeer =
  | { readonly kind: 'cidr4'; readonly cidr: string }
  | { readonly kind: 'cidr6'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string; readonly accountId: string }
  | { readonly kind: 'prefix-list'; readonly prefixListId: string };

export interface Vpc extends Ec2Resource {
  readonly cidr: string;
  readonly isDefault: boolean;
}

export interface Subnet extends Ec2Resource {
  readonly vpcId: string;
  readonly cidr: string;
  readonly availabilityZone: string;
  readonly isDefault: boolean;
  readonly mapPublicIp: boolean;
  /** Addresses given out so far; AWS keeps the first four of a subnet for itself. */
  lastHost: number;
}

export interface AclEntry {
  readonly ruleNumber: number;
  readonly isEgress: boolean;
  /** A number, `-1` for all. */
  readonly protocol: string;
  readonly action: 'allow' | 'deny';
  readonly cidr: string;
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}

export interface NetworkAcl extends Ec2Resource {
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly entries: AclEntry[];
  /** Subnet by association id. */
  readonly associations: Map<string, string>;
}

export interface Volume extends Ec2Resource {
  readonly sizeGiB: number;
  readonly volumeType: string;
  readonly availabilityZone: string;
  readonly snapshotId: string | undefined;
  readonly encrypted: boolean;
  readonly kmsKeyArn: string | undefined;
  readonly createdAt: Date;
  attachment: VolumeAttachment | undefined;
  /** What was written, in blocks of 512 KiB by their index; the rest is zeros. */
  readonly blocks: Map<number, Buffer>;
}

export interface VolumeAttachment {
  readonly instanceId: string;
  readonly device: string;
  readonly attachedAt: Date;
  readonly deleteOnTermination: boolean;
}

export interface Snapshot extends Ec2Resource {
  readonly volumeId: string;
  /** A copy that could not be made is there all the same, with why. */
  readonly state: 'completed' | 'error';
  readonly stateMessage: string | undefined;
  readonly sizeGiB: number;
  readonly description: string;
  readonly startedAt: Date;
  readonly encrypted: boolean;
  readonly kmsKeyArn: string | undefined;
  /** The accounts that may make volumes of it and copy it; `all` is a group. */
  readonly sharedWith: Set<string>;
  readonly blocks: ReadonlyMap<number, Buffer>;
}

export interface Image extends Ec2Resource {
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly rootDeviceName: string;
  readonly devices: readonly ImageDevice[];
  readonly sourceInstanceId: string | undefined;
}

export interface ImageDevice {
  readonly device: string;
  readonly snapshotId: string;
  readonly sizeGiB: number;
  readonly volumeType: string;
  readonly encrypted: boolean;
  readonly deleteOnTermination: boolean;
}

export interface VpcEndpoint extends Ec2Resource {
  readonly vpcId: string;
  readonly serviceName: string;
  readonly type: string;
  readonly policy: string;
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly routeTableIds: readonly string[];
  readonly privateDns: boolean;
  readonly interfaceIds: readonly string[];
  readonly createdAt: Date;
}

export interface RouteTable extends Ec2Resource {
  readonly vpcId: string;
  readonly isMain: boolean;
  /** Subnet by association id. */
  readonly associations: Map<string, string>;
  /** Beside the local one, as the wire has them; what a hook put there. */
  readonly routes: Readonly<Record<string, string>>[];
}

/** Only written down: nothing is routed. */
export interface NatGateway extends Ec2Resource {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly publicIp: string;
}

/** A public address that the account keeps; its id is that of the allocation. */
export interface Address extends Ec2Resource {
  readonly publicIp: string;
  association: { readonly id: string; readonly interfaceId: string } | undefined;
}

export interface FlowLog extends Ec2Resource {
  readonly resourceId: string;
  readonly trafficType: string;
  readonly destinationType: string;
  readonly destination: string | undefined;
  readonly logGroupName: string | undefined;
  readonly format: string;
  readonly maxSeconds: number;
  readonly roleArn: string | undefined;
  readonly createdAt: Date;
}

/** Which instance profile an instance has. */
export interface ProfileAssociation extends Place {
  readonly id: string;
  readonly instanceId: string;
  readonly profileArn: string;
  readonly at: Date;
}

/** All by id; ids are unique in the world. */
export interface Ec2State {
  readonly instances: Map<string, Instance>;
  readonly interfaces: Map<string, NetworkInterface>;
  readonly groups: Map<string, SecurityGroup>;
  readonly vpcs: Map<string, Vpc>;
  readonly subnets: Map<string, Subnet>;
  readonly acls: Map<string, NetworkAcl>;
  readonly volumes: Map<string, Volume>;
  readonly snapshots: Map<string, Snapshot>;
  readonly images: Map<string, Image>;
  readonly endpoints: Map<string, VpcEndpoint>;
  readonly routeTables: Map<string, RouteTable>;
  readonly flowLogs: Map<string, FlowLog>;
  readonly natGateways: Map<string, NatGateway>;
  readonly addresses: Map<string, Address>;
  readonly profiles: Map<string, ProfileAssociation>;
  /** Images that are gone. */
  readonly deregistered: Set<string>;
  /** `account/region` where the serial console is open. */
  readonly serialConsole: Set<string>;
}

export const ec2Of: (world: World) => Ec2State = perWorld(() => ({
  instances: new Map(),
  interfaces: new Map(),
  groups: new Map(),
  vpcs: new Map(),
  subnets: new Map(),
  acls: new Map(),
  volumes: new Map(),
  snapshots: new Map(),
  images: new Map(),
  endpoints: new Map(),
  routeTables: new Map(),
  flowLogs: new Map(),
  natGateways: new Map(),
  addresses: new Map(),
  profiles: new Map(),
  deregistered: new Set(),
  serialConsole: new Set(),
}));

/** `i-0123456789abcdef0` */
export const newId = (prefix: string): string => `${prefix}-0${randomBytes(8).toString('hex')}`;

/** Snapshots and images have no account in their ARN. [D] service authorization reference */
export function arnOf({ accountId, region }: Place, kind: ArnKind, id: string): string {
  const owner = kind === 'snapshot' || kind === 'image' ? '' : accountId;
  return `arn:${partitionOf(region)}:ec2:${region}:${owner}:${kind}/${id}`;
}

export type ArnKind =
  | 'instance'
  | 'network-interface'
  | 'security-group'
  | 'security-group-rule'
  | 'vpc'
  | 'subnet'
  | 'network-acl'
  | 'volume'
  | 'snapshot'
  | 'image'
  | 'vpc-endpoint'
  | 'route-table'
  | 'vpc-flow-log'
  | 'elastic-ip'
  | 'key-pair';
