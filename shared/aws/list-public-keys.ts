import { ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import type { Connection } from './connection';
import { openCloudTrail } from './member-access';

/** Keys with which CloudTrail signed in a time range, in one Region: PKCS #1 DER by fingerprint. */
export async function listPublicKeys(
  connection: Connection,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const client = openCloudTrail(connection);
  const keys = new Map<string, Uint8Array>();
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListPublicKeysCommand({
        StartTime: from,
        EndTime: to,
        ...(NextToken && { NextToken }),
      }),
    );
    for (const { Fingerprint, Value } of page.PublicKeyList ?? []) {
      if (Fingerprint && Value) keys.set(Fingerprint, Value);
    }
    ({ NextToken } = page);
  } while (NextToken);
  client.destroy();
  return keys;
}
