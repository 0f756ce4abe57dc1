import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { asked } from '../classify';
import { type Connection, type Credentials, clientConfig } from '../connection';
import type { BucketPlace } from './bucket';

/** Pages of fifty events, newest first: calls on the bucket itself, and not on its objects. */
const MOST_PAGES = 4;

/** The newest records in Event history about a bucket, as AWS wrote them. Rejects with the SDK's error. */
export async function recordsOf(
  { name, region }: BucketPlace,
  credentials: () => Promise<Credentials>,
  connection: Connection = {},
): Promise<readonly unknown[]> {
  const client = new CloudTrailClient({ ...clientConfig({ ...connection, region }), credentials });
  const records: unknown[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const about = [{ AttributeKey: 'ResourceName', AttributeValue: name }] as const;
    const look = new LookupEventsCommand({ LookupAttributes: [...about], NextToken });
    const answer = await asked('cloudtrail:LookupEvents', client.send(look));
    records.push(
      ...(answer.Events ?? []).flatMap(({ CloudTrailEvent }) => parsed(CloudTrailEvent)),
    );
    ({ NextToken } = answer);
    if (!NextToken) break;
  }
  return records;
}

/** A record that is no JSON tells nothing. */
function parsed(text = ''): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
