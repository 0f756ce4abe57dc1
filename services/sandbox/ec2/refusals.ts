import { Refusal } from '../core/service';

/** The kinds of things that calls name by id, with AWS's code and sentence where there is none. [R] */
const missing = {
  instance: [
    'InvalidInstanceID.NotFound',
    (id: string) => `The instance ID '${id}' does not exist`,
  ],
  group: ['InvalidGroup.NotFound', (id: string) => `The security group '${id}' does not exist`],
  interface: [
    'InvalidNetworkInterfaceID.NotFound',
    (id: string) => `The networkInterface ID '${id}' does not exist`,
  ],
  vpc: ['InvalidVpcID.NotFound', (id: string) => `The vpc ID '${id}' does not exist`],
  subnet: ['InvalidSubnetID.NotFound', (id: string) => `The subnet ID '${id}' does not exist`],
  acl: ['InvalidNetworkAclID.NotFound', (id: string) => `The networkAcl ID '${id}' does not exist`],
  volume: ['InvalidVolume.NotFound', (id: string) => `The volume '${id}' does not exist.`],
  snapshot: ['InvalidSnapshot.NotFound', (id: string) => `The snapshot '${id}' does not exist.`],
  image: ['InvalidAMIID.NotFound', (id: string) => `The image id '[${id}]' does not exist`],
  endpoint: [
    'InvalidVpcEndpointId.NotFound',
    (id: string) => `The Vpc Endpoint Id '${id}' does not exist`,
  ],
  prefixList: [
    'InvalidPrefixListID.NotFound',
    (id: string) => `The prefix list ID '${id}' does not exist`,
  ],
  routeTable: [
    'InvalidRouteTableID.NotFound',
    (id: string) => `The routeTable ID '${id}' does not exist`,
  ],
  flowLog: [
    'InvalidFlowLogId.NotFound',
    (id: string) => `These flow log ids in the input list are not found: [TotalCount: 1] ${id}`,
  ],
} as const satisfies Readonly<Record<string, readonly [string, (id: string) => string]>>;

export type Kind = keyof typeof missing;

const prefixes: Readonly<Record<Kind, readonly [prefix: string, malformed: string]>> = {
  instance: ['i', 'InvalidInstanceID.Malformed'],
  group: ['sg', 'InvalidGroupId.Malformed'],
  interface: ['eni', 'InvalidNetworkInterfaceId.Malformed'],
  vpc: ['vpc', 'InvalidVpcId.Malformed'],
  subnet: ['subnet', 'InvalidSubnetId.Malformed'],
  acl: ['acl', 'InvalidNetworkAclId.Malformed'],
  volume: ['vol', 'InvalidVolumeId.Malformed'],
  snapshot: ['snap', 'InvalidSnapshotId.Malformed'],
  image: ['ami', 'InvalidAMIID.Malformed'],
  endpoint: ['vpce', 'InvalidVpcEndpointId.Malformed'],
  prefixList: ['pl', 'InvalidPrefixListId.Malformed'],
  routeTable: ['rtb', 'InvalidRouteTableId.Malformed'],
  flowLog: ['fl', 'InvalidFlowLogId.Malformed'],
};

export const refuse = {
  notFound: (kind: Kind, id: string) => {
    const [code, sentence] = missing[kind];
    return new Refusal(code, sentence(id));
  },
  malformed: (kind: Kind, id: string) => new Refusal(prefixes[kind][1], `Invalid id: "${id}"`),
  missingParameter: (name: string) =>
    new Refusal('MissingParameter', `The request must contain the parameter ${name}`),
  invalidValue: (message: string) => new Refusal('InvalidParameterValue', message),
  incorrectState: (message: string) => new Refusal('IncorrectState', message),
  incorrectInstanceState: (message: string) => new Refusal('IncorrectInstanceState', message),
  notPermitted: (message: string) => new Refusal('OperationNotPermitted', message),
  dependency: (message: string) => new Refusal('DependencyViolation', message),
};

/** Whether a text is an id of that kind at all: its prefix and 8 or 17 hexadecimal digits. */
export const isId = (kind: Kind, id: string): boolean =>
  new RegExp(`^${prefixes[kind][0]}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id);
