import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { openKms } from '../baselines/open-kms';
import type { Connection } from '../connection';

/** A keyed hash that is the same for the same text in every environment, which a seal is not. */
export function openKmsMac(KeyId: string, connection: Connection = {}) {
  const client = openKms(connection);
  return async (text: string): Promise<string> => {
    const of = { KeyId, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(text) } as const;
    const { Mac } = await client.send(new GenerateMacCommand(of));
    if (!Mac) throw new Error('GenerateMac answered without a MAC');
    return Buffer.from(Mac).toString('base64');
  };
}
