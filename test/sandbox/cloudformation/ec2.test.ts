import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { deleteStack } from '../../../services/sandbox/cloudformation/delete-stack';
import { instanceProfiles } from '../../../services/sandbox/iam/instance-profiles';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  security,
} from '../events/event-path-under-test';

let path: EventPathUnderTest;

beforeEach(async () => {
  path = await eventPathUnderTest();
});
afterEach(async () => {
  await path.sandbox.close();
});

const closedVpc = `
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.9.0.0/24, EnableDnsSupport: true, EnableDnsHostnames: true }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.9.0.0/26
      AvailabilityZone: !Select [0, !GetAZs '']
  Routes: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Routes }
  Endpoints:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: endpoints, VpcId: !Ref Vpc }
  Examiner:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: examiner
      VpcId: !Ref Vpc
      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: !GetAtt Endpoints.GroupId }
  FromExaminer:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref Endpoints
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      SourceSecurityGroupId: !GetAtt Examiner.GroupId
  Ssm:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.ssm
      SubnetIds: [!Ref Subnet]
      SecurityGroupIds: [!Ref Endpoints]
      PrivateDnsEnabled: true
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Gateway
      ServiceName: !Sub com.amazonaws.\${AWS::Region}.s3
      RouteTableIds: [!Ref Routes]
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: examiner
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }
  Profile: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [!Ref Role] } }
Outputs:
  Subnet: { Value: !Ref Subnet }
  Group: { Value: !GetAtt Examiner.GroupId }
  Profile: { Value: !GetAtt Profile.Arn }
`;

test('an instance in a closed VPC reaches the endpoints and nothing else', async () => {
  const { world } = path.sandbox;
  const { outputs } = await path.deploy(closedVpc);
  const { id } = hooks.ec2.startInstance(world, {
    accountId: security,
    region: 'us-east-1',
    subnetId: outputs.Subnet,
    groupIds: [outputs.Group ?? ''],
    profileArn: outputs.Profile,
  });
  const endpoint = [...hooks.ec2.state(world).endpoints.values()].find(
    ({ serviceName }) => serviceName === 'com.amazonaws.us-east-1.ssm',
  );
  const address = hooks.ec2.state(world).interfaces.get(endpoint?.interfaceIds[0] ?? '')?.privateIp;
  expect(address).toMatch(/^10\.9\.0\./);
  expect(hooks.ec2.reachesOut(world, id, { address: address ?? '' }, 443)).toBe(true);
  expect(hooks.ec2.reachesOut(world, id, { address: '203.0.113.9' }, 443)).toBe(false);
  expect(hooks.ec2.reaches(world, { address: '10.9.0.60' }, id, 22)).toBe(false);
  expect(hooks.ec2.roleCredentials(world, id).sessionToken).toBeDefined();
});

test('nothing is left of the network when the stack is deleted', async () => {
  const { world } = path.sandbox;
  const stack = await path.deploy(closedVpc);
  await deleteStack(world, stack.stackId);
  const { vpcs, subnets, groups, endpoints, interfaces, routeTables, acls } =
    hooks.ec2.state(world);
  const all = [vpcs, subnets, groups, endpoints, interfaces, routeTables, acls];
  expect(all.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(instanceProfiles(world).size).toBe(0);
});
