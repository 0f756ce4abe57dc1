import { type CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import type { Place } from '../domain/place';
import { type Subject, trailSubject } from '../domain/subject';
import { parseTrailArn } from '../domain/trail';

/**
 * The trails this account owns and whose home is the client's Region: shadow trails are left to
 * their home Region, organization trails to the management account. Rejects with the SDK's error.
 */
export async function listTrails(
  client: CloudTrailClient,
  { accountId, region }: Place,
): Promise<readonly Subject<'trail'>[]> {
  const { trailList } = await client.send(
    new DescribeTrailsCommand({ includeShadowTrails: false }),
  );
  return (trailList ?? [])
    .map(({ TrailARN }) => parseTrailArn(TrailARN ?? ''))
    .filter((arn) => arn !== undefined)
    .filter((arn) => arn.accountId === accountId && arn.region === region)
    .map(trailSubject);
}
