import {
  CreateKeyCommand,
  DisableKeyCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openKmsSeal } from '../../../shared/aws/baselines/kms-seal';
import type { Seal } from '../../../shared/aws/baselines/sealed';
import { openKmsMac } from '../../../shared/aws/heartbeat/kms-mac';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../../sandbox/core/organization-under-test';
import { connection } from '../loopback';

let organization: OrganizationUnderTest;
let kms: KMSClient;
let signing: string;
let mac: string;
let seal: Seal;

beforeAll(async () => {
  organization = await organizationUnderTest();
  kms = new KMSClient(keys());
  [signing, mac] = await Promise.all([newKey(SIGNS), newKey(HASHES)]);
  seal = openKmsSeal({ seal: signing, mac }, keys());
});
afterAll(async () => {
  kms.destroy();
  await organization.sandbox.close();
});

const SIGNS = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } as const;
const HASHES = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;

const keys = () => {
  const { endpoint, credentials } = organization.sandbox;
  return { endpoint, region: 'us-east-1', credentials: credentials(security) };
};
const nowhere = connection('http://127.0.0.1:1');

async function newKey(of: typeof SIGNS | typeof HASHES): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(of));
  return KeyMetadata?.Arn ?? '';
}

/** As the parameter SealPublicKey says it. */
async function pinOf(key: string): Promise<string> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: key }));
  return `${key.split('/')[1]}:${Buffer.from(PublicKey ?? []).toString('base64')}`;
}

const asked = (): readonly string[] =>
  organization.sandbox.world.feed.entries.flatMap((entry) =>
    entry.kind === 'record' && entry.record.eventSource === 'kms.amazonaws.com'
      ? [String(entry.record.eventName)]
      : [],
  );

test('the key verifies what it signed, and nothing else', async () => {
  const signature = await seal.sign('the bucket is logs');
  expect(await seal.verify('the bucket is logs', signature)).toBe(true);
  expect(await seal.verify('the bucket is mallory', signature)).toBe(false);
  const other = openKmsSeal({ seal: await newKey(SIGNS), mac }, keys());
  expect(await other.verify('the bucket is logs', signature)).toBe(false);
});

test('KMS is asked for the public key once, and for nothing else, however much is verified', async () => {
  const fresh = openKmsSeal({ seal: signing, mac }, keys());
  const signatures = await Promise.all(['one', 'two', 'three'].map((text) => seal.sign(text)));
  const before = asked().length;
  expect(await fresh.verify('one', signatures[0] ?? '')).toBe(true);
  expect(await fresh.verify('two', signatures[1] ?? '')).toBe(true);
  expect(await fresh.verify('two', signatures[2] ?? '')).toBe(false);
  expect(asked().slice(before)).toEqual(['GetPublicKey']);
});

test('with a pinned public key a seal is verified while KMS is down', async () => {
  const signature = await seal.sign('text');
  const publicKey = await pinOf(signing);
  const pinned = openKmsSeal({ seal: signing, mac, publicKey }, nowhere);
  expect(await pinned.verify('text', signature)).toBe(true);
  expect(await pinned.verify('another text', signature)).toBe(false);
});

test('the pin of a key that was replaced makes no genuine seal a forged one', async () => {
  const publicKey = await pinOf(await newKey(SIGNS));
  const replaced = openKmsSeal({ seal: signing, mac, publicKey }, keys());
  expect(await replaced.verify('text', await seal.sign('text'))).toBe(true);
});

test('a seal of the first versions is read, and no new one is made like it', async () => {
  const of = { KeyId: mac, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from('old') } as const;
  const { Mac } = await kms.send(new GenerateMacCommand(of));
  const old = Buffer.from(Mac ?? []).toString('base64');
  expect(await seal.verify('old', old)).toBe(true);
  expect(await seal.verify('new', old)).toBe(false);
  expect(Buffer.from(await seal.sign('old'), 'base64').byteLength).toBeGreaterThan(32);
});

test('what names heartbeats is the same for the same text', async () => {
  const [one, other] = [openKmsMac(mac, keys()), openKmsMac(mac, keys())];
  expect(await one('heartbeat')).toBe(await other('heartbeat'));
  expect(await one('heartbeat')).not.toBe(await one('another'));
});

test.each(['', 'AAAA', 'not base64 at all', 'A'.repeat(10_000)])(
  'an impossible seal (%.20s) is refused without a question to KMS',
  async (impossible) => {
    const publicKey = await pinOf(signing);
    const away = openKmsSeal({ seal: signing, mac, publicKey }, nowhere);
    expect(await away.verify('text', impossible)).toBe(false);
  },
);

test('a disabled or missing key gives no verdict to who has no public key yet', async () => {
  const disabled = await newKey(SIGNS);
  const signature = await openKmsSeal({ seal: disabled, mac }, keys()).sign('text');
  await kms.send(new DisableKeyCommand({ KeyId: disabled }));
  const other = openKmsSeal({ seal: disabled, mac }, keys());
  await expect(other.verify('text', signature)).rejects.toMatchObject({
    name: 'DisabledException',
  });
  const gone = openKmsSeal({ seal: 'alias/trailwarden-none', mac }, keys());
  await expect(gone.verify('text', signature)).rejects.toMatchObject({ name: 'NotFoundException' });
  const away = openKmsSeal({ seal: signing, mac }, nowhere);
  await expect(away.verify('text', signature)).rejects.toThrow('ECONNREFUSED');
});
