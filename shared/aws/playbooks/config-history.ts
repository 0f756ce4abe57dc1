import {
  ConfigServiceClient,
  GetResourceConfigHistoryCommand,
} from '@aws-sdk/client-config-service';
import { asked } from '../classify';
import { type Connection, type Credentials, clientConfig } from '../connection';
import type { BucketPlace } from './bucket';

/** The policy of a bucket as AWS Config recorded it; undefined: it had none. */
export interface RecordedPolicy {
  readonly at: string;
  readonly policy: string | undefined;
}

/**
 * What AWS Config recorded last before this moment. Nothing where it records no buckets, or not this one; rejects with the
 * SDK's error. A record is made some minutes after a change ([D] how-does-config-work): the newest before the change is
 * of what stood then, unless two changes lay closer together than that.
 */
export async function recordedBefore(
  { name, region }: BucketPlace,
  before: Date,
  credentials: () => Promise<Credentials>,
  connection: Connection = {},
): Promise<RecordedPolicy | undefined> {
  const client = new ConfigServiceClient({
    ...clientConfig({ ...connection, region }),
    credentials,
  });
  const question = {
    resourceType: 'AWS::S3::Bucket',
    resourceId: name,
    laterTime: before,
  } as const;
  const history = client
    .send(new GetResourceConfigHistoryCommand({ ...question, limit: 5 }))
    .catch((error: Error) => {
      if (NOT_RECORDED.has(error.name)) return { configurationItems: [] };
      throw error;
    });
  const { configurationItems = [] } = await asked('config:GetResourceConfigHistory', history);
  const item = configurationItems.find(
    ({ configurationItemStatus }) => !/Deleted/.test(configurationItemStatus ?? ''),
  );
  const at = item?.configurationItemCaptureTime;
  const said = item?.supplementaryConfiguration?.BucketPolicy;
  if (!at || said === undefined) return undefined;
  const policy = policyIn(said);
  return policy === null ? undefined : { at: at.toISOString(), policy };
}

const NOT_RECORDED: ReadonlySet<string> = new Set([
  'NoAvailableConfigurationRecorderException',
  'ResourceNotDiscoveredException',
]);

/** `{"policyText": "…"}`, with null where there was no policy ([R] public captures). Null for anything else. */
function policyIn(text: string): string | undefined | null {
  try {
    const { policyText } = JSON.parse(text);
    if (typeof policyText === 'string') return policyText;
    return policyText === null ? undefined : null;
  } catch {
    return null;
  }
}
