import { GenerateMacCommand, KMSClient, VerifyMacCommand } from '@aws-sdk/client-kms';
import { hasCode } from '../classify';
import { type Connection, clientConfig, clientDefaults } from '../connection';
import type { Seal } from './sealed';

/** The alias that the central stack gives the key, for people and their command line. */
export const SEAL_ALIAS = 'alias/trailwarden-seal';

const MacAlgorithm = 'HMAC_SHA_256';

/**
 * The seal whose key lies in KMS. A restoration waits for its answer, so it gives up early: a message
 * that comes again is better than a batch that times out.
 */
export function openKmsSeal(KeyId: string, connection: Connection = {}): Seal {
  const client = new KMSClient({
    ...clientConfig(connection),
    maxAttempts: 2,
    requestHandler: { ...clientDefaults.requestHandler, requestTimeout: 3_000 },
  });
  return {
    sign: async (text) => {
      const of = { KeyId, MacAlgorithm, Message: Buffer.from(text) } as const;
      const { Mac } = await client.send(new GenerateMacCommand(of));
      if (!Mac) throw new Error('GenerateMac answered without a MAC');
      return Buffer.from(Mac).toString('base64');
    },
    verify: async (text, mac) => {
      // KMS answers a mac of another length with another error, which would look like not knowing.
      const Mac = Buffer.from(mac, 'base64');
      if (Mac.byteLength !== MAC_BYTES) return false;
      const of = { KeyId, MacAlgorithm, Message: Buffer.from(text), Mac } as const;
      return client
        .send(new VerifyMacCommand(of))
        .then(({ MacValid }) => MacValid === true, isRefused);
    },
  };
}

const MAC_BYTES = 32;

/** KMS never answers `MacValid: false`. [D] kms API_VerifyMac */
function isRefused(error: unknown): false {
  if (hasCode(error, 'KMSInvalidMacException')) return false;
  throw error;
}
