import { createPublicKey, verify as isSignedBy, type KeyObject } from 'node:crypto';
import {
  GetPublicKeyCommand,
  type KMSClient,
  SignCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import type { SealKeys } from '../../domain/needed-in';
import { hasCode } from '../classify';
import type { Connection } from '../connection';
import { openKms } from './open-kms';
import type { Seal } from './sealed';

/** The aliases that the central stack gives the keys, for people and their command line. */
export const SEAL_ALIASES: SealKeys = {
  seal: 'alias/trailwarden-seal',
  mac: 'alias/trailwarden-mac',
};

const MacAlgorithm = 'HMAC_SHA_256';
const MAC_BYTES = 32;
/** The DER of two numbers of 32 bytes: small ones are shorter, and a set first bit costs a byte. */
const SIGNATURE_BYTES = { least: 8, most: 72 };

/**
 * The seal whose private key lies in KMS. It is verified here, with the public key: the pinned one, or the one that
 * KMS gives once (docs/decisions/0041-a-seal-that-is-verified-here.md).
 */
export function openKmsSeal(keys: SealKeys, connection: Connection = {}): Seal {
  const client = openKms(connection);
  let known: Promise<KeyObject> | undefined;
  const publicKey = (): Promise<KeyObject> => {
    known ??= readPublicKey(keys, client).catch((error: unknown) => {
      known = undefined; // the next question asks again
      throw error;
    });
    return known;
  };
  return {
    sign: async (text) => {
      const of = { KeyId: keys.seal, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
      const message = { Message: Buffer.from(text), MessageType: 'RAW' } as const;
      const { Signature } = await client.send(new SignCommand({ ...of, ...message }));
      if (!Signature) throw new Error('Sign answered without a signature');
      return Buffer.from(Signature).toString('base64');
    },
    verify: async (text, sealed) => {
      const seal = Buffer.from(sealed, 'base64');
      if (seal.byteLength === MAC_BYTES) {
        const of = {
          KeyId: keys.mac,
          MacAlgorithm,
          Message: Buffer.from(text),
          Mac: seal,
        } as const;
        return client
          .send(new VerifyMacCommand(of))
          .then(({ MacValid }) => MacValid === true, isRefused);
      }
      if (seal.byteLength < SIGNATURE_BYTES.least || seal.byteLength > SIGNATURE_BYTES.most) {
        return false;
      }
      return isSignedBy('sha256', Buffer.from(text), await publicKey(), seal);
    },
  };
}

async function readPublicKey(keys: SealKeys, client: KMSClient): Promise<KeyObject> {
  const key = pinned(keys) ?? (await askedFor(keys.seal, client));
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

/** The pin of a key that was replaced since would make every seal a forged one, so it names its key. */
function pinned({ seal, publicKey = '' }: SealKeys): Buffer | undefined {
  const [keyId, der] = publicKey.split(':');
  return keyId && der && seal.endsWith(`:key/${keyId}`) ? Buffer.from(der, 'base64') : undefined;
}

/** Of one key KMS never gives another answer: an asymmetric key is not rotated. [D] rotate-keys */
async function askedFor(KeyId: string, client: KMSClient): Promise<Buffer> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
  if (!PublicKey) throw new Error('GetPublicKey answered without a key');
  return Buffer.from(PublicKey);
}

/** KMS never answers `MacValid: false`. [D] kms API_VerifyMac */
function isRefused(error: unknown): false {
  if (hasCode(error, 'KMSInvalidMacException')) return false;
  throw error;
}
