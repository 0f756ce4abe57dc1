import { createEndpoint, deleteEndpoint } from '../../ec2/endpoints';
import { createRouteTable, createSubnet, createVpc, deleteVpc } from '../../ec2/network';
import { ec2Of, newId } from '../../ec2/state';
import type { ResourceType } from '../resource-type';
import { optionalText, policyProperty, requiredText, tagMap, texts } from '../template';
import { ec2For, foundIn } from './ec2-found';

export const ec2Vpc: ResourceType = {
  type: 'AWS::EC2::VPC',
  properties: ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy', 'Tags'],
  create: ({ deployment, properties }) => {
    const { world, accountId, region } = deployment;
    const cidr = requiredText(properties, 'CidrBlock');
    const { id } = createVpc(world, { accountId, region, cidr, tags: tagMap(properties) });
    const group = [...ec2Of(world).groups.values()].find((one) => one.vpcId === id);
    const acl = [...ec2Of(world).acls.values()].find((one) => one.vpcId === id);
    return {
      physicalId: id,
      attributes: {
        VpcId: id,
        CidrBlock: cidr,
        CidrBlockAssociations: [id.replace('vpc-', 'vpc-cidr-assoc-')],
        DefaultNetworkAcl: acl?.id,
        DefaultSecurityGroup: group?.id,
      },
    };
  },
  remove: ({ deployment, physicalId }) => deleteVpc(deployment.world, physicalId),
};

export const ec2Subnet: ResourceType = {
  type: 'AWS::EC2::Subnet',
  properties: ['AvailabilityZone', 'CidrBlock', 'MapPublicIpOnLaunch', 'Tags', 'VpcId'],
  create: (creation) => {
    const { deployment, properties } = creation;
    const vpc = foundIn(ec2For(creation).vpcs, 'vpc', requiredText(properties, 'VpcId'));
    const subnet = createSubnet(deployment.world, vpc, {
      cidr: requiredText(properties, 'CidrBlock'),
      availabilityZone: optionalText(properties, 'AvailabilityZone'),
      mapPublicIp: optionalText(properties, 'MapPublicIpOnLaunch') === 'true',
      tags: tagMap(properties),
    });
    const { id, cidr, vpcId, availabilityZone } = subnet;
    const acl = [...ec2For(creation).acls.values()].flatMap(({ associations }) =>
      [...associations].flatMap(([association, subnetId]) => (subnetId === id ? association : [])),
    );
    return {
      physicalId: id,
      attributes: {
        SubnetId: id,
        AvailabilityZone: availabilityZone,
        CidrBlock: cidr,
        VpcId: vpcId,
        NetworkAclAssociationId: acl[0],
      },
    };
  },
  remove: (removal) => {
    ec2For(removal).subnets.delete(removal.physicalId);
    for (const { associations } of ec2For(removal).acls.values()) {
      for (const [id, subnetId] of associations) {
        if (subnetId === removal.physicalId) associations.delete(id);
      }
    }
  },
};

export const ec2VpcEndpoint: ResourceType = {
  type: 'AWS::EC2::VPCEndpoint',
  properties: [
    'PolicyDocument',
    'PrivateDnsEnabled',
    'RouteTableIds',
    'SecurityGroupIds',
    'ServiceName',
    'SubnetIds',
    'Tags',
    'VpcEndpointType',
    'VpcId',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const vpc = foundIn(ec2For(creation).vpcs, 'vpc', requiredText(properties, 'VpcId'));
    const hasPolicy = properties.PolicyDocument !== undefined;
    const endpoint = createEndpoint(deployment.world, vpc, {
      serviceName: requiredText(properties, 'ServiceName'),
      type: optionalText(properties, 'VpcEndpointType') ?? 'Gateway',
      policy: hasPolicy ? JSON.stringify(policyProperty(properties, 'PolicyDocument')) : undefined,
      subnetIds: texts(properties, 'SubnetIds'),
      groupIds: texts(properties, 'SecurityGroupIds'),
      routeTableIds: texts(properties, 'RouteTableIds'),
      privateDns: optionalText(properties, 'PrivateDnsEnabled') === 'true',
      tags: tagMap(properties),
    });
    const { id, interfaceIds } = endpoint;
    return {
      physicalId: id,
      attributes: { Id: id, NetworkInterfaceIds: interfaceIds, DnsEntries: [] },
    };
  },
  remove: (removal) => {
    const endpoint = ec2For(removal).endpoints.get(removal.physicalId);
    if (endpoint) deleteEndpoint(removal.deployment.world, endpoint);
  },
};

export const ec2RouteTable: ResourceType = {
  type: 'AWS::EC2::RouteTable',
  properties: ['Tags', 'VpcId'],
  create: (creation) => {
    const { world } = creation.deployment;
    const vpc = foundIn(ec2For(creation).vpcs, 'vpc', requiredText(creation.properties, 'VpcId'));
    const { id } = createRouteTable(world, vpc, { tags: tagMap(creation.properties) });
    return { physicalId: id, attributes: { RouteTableId: id } };
  },
  remove: (removal) => {
    ec2For(removal).routeTables.delete(removal.physicalId);
  },
};

export const ec2SubnetRouteTableAssociation: ResourceType = {
  type: 'AWS::EC2::SubnetRouteTableAssociation',
  properties: ['RouteTableId', 'SubnetId'],
  create: (creation) => {
    const { properties } = creation;
    const { routeTables, subnets } = ec2For(creation);
    const table = foundIn(routeTables, 'routeTable', requiredText(properties, 'RouteTableId'));
    const { id: subnetId } = foundIn(subnets, 'subnet', requiredText(properties, 'SubnetId'));
    const id = newId('rtbassoc');
    table.associations.set(id, subnetId);
    return { physicalId: id, attributes: { Id: id } };
  },
  remove: (removal) => {
    for (const { associations } of ec2For(removal).routeTables.values()) {
      associations.delete(removal.physicalId);
    }
  },
};
