import { type CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import type { Place } from '../../domain/place';
import type { Subject } from '../../domain/subject';
import { trailSubject } from '../../domain/subject';
import { parseTrailArn } from '../../domain/trail';
import { asked } from '../classify';

/**
 * The multi-Region trails that reach into this account and Region and have their home elsewhere: the
 * account's own in other Regions, and the organization's. Rejects with the SDK's error.
 */
export async function listTrailsFromElsewhere(
  client: CloudTrailClient,
  { accountId, region }: Place,
): Promise<readonly Subject<'trail'>[]> {
  const { trailList } = await asked(
    'cloudtrail:DescribeTrails',
    client.send(new DescribeTrailsCommand({ includeShadowTrails: true })),
  );
  return (trailList ?? [])
    .filter(({ IsMultiRegionTrail }) => IsMultiRegionTrail === true)
    .map(({ TrailARN }) => parseTrailArn(TrailARN ?? ''))
    .filter((arn) => arn !== undefined)
    .filter((arn) => arn.accountId !== accountId || arn.region !== region)
    .map(trailSubject);
}
