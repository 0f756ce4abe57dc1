import { type LookupAttributeKey, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/** Pages of fifty, newest first. */
const MOST_PAGES = 4;

export interface Found {
  readonly records: readonly unknown[];
  /** More were there than were read. */
  readonly isCut: boolean;
}

export interface About {
  readonly key: LookupAttributeKey;
  readonly value: string;
  readonly from?: string;
  readonly to?: string;
}

/** Event history of the clients' account and Region about one thing, as AWS wrote it. Rejects with the SDK's error. */
export async function callsAbout(
  { cloudtrail }: Pick<InstanceClients, 'cloudtrail'>,
  { key, value, from, to }: About,
): Promise<Found> {
  const records: unknown[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const look = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
      ...(from && { StartTime: new Date(from) }),
      ...(to && { EndTime: new Date(to) }),
      NextToken,
    });
    const answer = await asked('cloudtrail:LookupEvents', cloudtrail.send(look));
    for (const { CloudTrailEvent = '' } of answer.Events ?? []) {
      try {
        records.push(JSON.parse(CloudTrailEvent));
      } catch {
        // A record that is no JSON tells nothing.
      }
    }
    ({ NextToken } = answer);
    if (!NextToken) return { records, isCut: false };
  }
  return { records, isCut: true };
}
