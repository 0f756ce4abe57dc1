import {
  AuthorizeSecurityGroupEgressCommand,
  CreateSecurityGroupCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

const named = (name: string) => ({ Filters: [{ Name: 'prefix-list-name', Values: [name] }] });

test('AWS keeps a list of the addresses of S3 in each Region, under another id', async () => {
  const { PrefixLists } = await ec2.send(
    new DescribeManagedPrefixListsCommand(named('com.amazonaws.us-east-1.s3')),
  );
  expect(PrefixLists).toEqual([
    {
      PrefixListId: 'pl-63a5400a',
      AddressFamily: 'IPv4',
      State: 'create-complete',
      PrefixListArn: 'arn:aws:ec2:us-east-1:aws:prefix-list/pl-63a5400a',
      PrefixListName: 'com.amazonaws.us-east-1.s3',
      OwnerId: 'AWS',
      Tags: [],
    },
  ]);
  const { endpoint, credentials } = organization.sandbox;
  const other = new EC2Client({
    ...{ endpoint, region: 'eu-west-1', credentials: credentials(payments) },
  });
  const elsewhere = await other.send(
    new DescribeManagedPrefixListsCommand(named('com.amazonaws.eu-west-1.s3')),
  );
  other.destroy();
  const [list] = elsewhere.PrefixLists ?? [];
  expect(list?.PrefixListId).toMatch(/^pl-[0-9a-f]{8}$/);
  await expect(
    ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId: list?.PrefixListId })),
  ).rejects.toMatchObject({ name: 'InvalidPrefixListID.NotFound' });
});

test('its entries are networks', async () => {
  const { Entries } = await ec2.send(
    new GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-63a5400a' }),
  );
  expect(Entries).toEqual([{ Cidr: '54.231.0.0/17' }]);
});

test('a rule for the list lets out to its addresses and to no others', async () => {
  const { world } = organization.sandbox;
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'to-s3', Description: 'to S3' }),
  );
  const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: all }));
  const { id } = hooks.ec2.startInstance(world, {
    ...{ accountId: payments, region, groupIds: [GroupId] },
  });
  const s3 = { address: '54.231.1.1' };
  expect(hooks.ec2.reachesOut(world, id, s3, 443)).toBe(false);
  const PrefixListIds = [{ PrefixListId: 'pl-63a5400a' }];
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds }];
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  expect(hooks.ec2.reachesOut(world, id, s3, 443)).toBe(true);
  expect(hooks.ec2.reachesOut(world, id, s3, 80)).toBe(false);
  expect(hooks.ec2.reachesOut(world, id, { address: '52.94.233.1' }, 443)).toBe(false);
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }),
  );
  expect(SecurityGroups?.[0]?.IpPermissionsEgress).toMatchObject([
    { FromPort: 443, ToPort: 443, PrefixListIds, IpRanges: [] },
  ]);
  await expect(
    ec2.send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId,
        IpPermissions: [{ ...IpPermissions[0], PrefixListIds: [{ PrefixListId: 'pl-00000000' }] }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidPrefixListID.NotFound' });
});
