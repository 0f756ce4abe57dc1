import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeOrganizationCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { type Connection, clientConfig, ofOrganizations } from '../connection';
import { listAccounts, type MemberAccount } from '../organization';

/** What can be seen of an organization before anything is deployed. */
export interface SeenOrganization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly hasAllFeatures: boolean;
  readonly rootId: string;
  readonly accounts: readonly MemberAccount[];
}

/** As a delegated administrator or the management account may read it. Rejects with the SDK's error. */
export async function readOrganization(connection: Connection): Promise<SeenOrganization> {
  const client = new OrganizationsClient(ofOrganizations(connection));
  const { Organization } = await client.send(new DescribeOrganizationCommand({}));
  const { Roots = [] } = await client.send(new ListRootsCommand({}));
  return {
    id: Organization?.Id ?? '',
    managementAccountId: Organization?.MasterAccountId ?? '',
    hasAllFeatures: Organization?.FeatureSet === 'ALL',
    rootId: Roots[0]?.Id ?? '',
    accounts: await listAccounts(connection),
  };
}

/** What the trails that this account sees write to: the organization's among them. */
export interface SeenDestinations {
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
  readonly topics: readonly string[];
}

export async function readDestinations(connection: Connection): Promise<SeenDestinations> {
  const { trailList = [] } = await new CloudTrailClient(clientConfig(connection)).send(
    new DescribeTrailsCommand({ includeShadowTrails: true }),
  );
  const all = (of: (trail: (typeof trailList)[number]) => string | undefined) => [
    ...new Set(trailList.flatMap((trail) => of(trail) ?? [])),
  ];
  return {
    buckets: all(({ S3BucketName }) => S3BucketName),
    keys: all(({ KmsKeyId }) => (KmsKeyId?.startsWith('arn:') ? KmsKeyId : undefined)),
    topics: all(({ SnsTopicARN }) => SnsTopicARN),
  };
}
