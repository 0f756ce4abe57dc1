import {
  DescribeManagedPrefixListsCommand,
  GetManagedPrefixListEntriesCommand,
} from '@aws-sdk/client-ec2';
import type { IpPermission } from '../../../domain/containment';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';
import { endpointsGroupOf } from './instance-facts';

/**
 * The rules by which a machine reaches S3 of a Region. AWS's list of S3's addresses can be named in its own Region only,
 * so for another one its entries are. Where the VPC has an interface endpoint of S3, its name may resolve to that.
 */
export async function rulesToS3(
  here: InstanceClients,
  vpcId: string,
  store: InstanceClients,
): Promise<readonly IpPermission[]> {
  const PrefixListId = await prefixListOf(store);
  const isHere = here.region === store.region;
  const GroupId = isHere ? await endpointsGroupOf(here, vpcId, 's3') : undefined;
  const addresses = isHere
    ? { PrefixListIds: [{ PrefixListId }] }
    : { IpRanges: (await entriesOf(store, PrefixListId)).map((CidrIp) => ({ CidrIp })) };
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  return [{ ...https, ...addresses, ...(GroupId && { UserIdGroupPairs: [{ GroupId }] }) }];
}

async function prefixListOf({ ec2, region }: InstanceClients): Promise<string> {
  const name = `com.amazonaws.${region}.s3`;
  const Filters = [{ Name: 'prefix-list-name', Values: [name] }];
  const answer = ec2.send(new DescribeManagedPrefixListsCommand({ Filters }));
  const { PrefixLists: [list] = [] } = await asked('ec2:DescribeManagedPrefixLists', answer);
  if (!list?.PrefixListId) throw new Error(`There is no prefix list ${name}.`);
  return list.PrefixListId;
}

async function entriesOf(
  { ec2 }: InstanceClients,
  PrefixListId: string,
): Promise<readonly string[]> {
  const answer = ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId }));
  const { Entries = [] } = await asked('ec2:GetManagedPrefixListEntries', answer);
  return Entries.flatMap(({ Cidr = '' }) => (Cidr.includes('.') ? Cidr : []));
}
