import { ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import type { Connection } from './connection';
import { allPages } from './dependencies/all-pages';
import { openCloudTrail } from './member-access';

/** Keys with which CloudTrail signed in a time range, in one Region: PKCS #1 DER by fingerprint. */
export async function listPublicKeys(
  connection: Connection,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const client = openCloudTrail(connection);
  const listed = await allPages(async (NextToken) => {
    const range = { StartTime: from, EndTime: to };
    const page = await client.send(new ListPublicKeysCommand({ ...range, NextToken }));
    return { items: page.PublicKeyList, next: page.NextToken };
  });
  client.destroy();
  return new Map(
    listed.flatMap(({ Fingerprint, Value }) =>
      Fingerprint && Value ? [[Fingerprint, Value] as const] : [],
    ),
  );
}
