import { CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openKmsSeal } from '../../../shared/aws/baselines/kms-seal';
import type { Seal } from '../../../shared/aws/baselines/sealed';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  security,
} from '../../sandbox/core/organization-under-test';
import { connection } from '../loopback';

let organization: OrganizationUnderTest;
let kms: KMSClient;
let keyId: string;
let seal: Seal;

beforeAll(async () => {
  organization = await organizationUnderTest();
  kms = new KMSClient(keys());
  keyId = await newKey();
  seal = openKmsSeal(keyId, keys());
});
afterAll(async () => {
  kms.destroy();
  await organization.sandbox.close();
});

const keys = () => {
  const { endpoint, credentials } = organization.sandbox;
  return { endpoint, region: 'us-east-1', credentials: credentials(security) };
};

async function newKey(): Promise<string> {
  const hmac = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(hmac));
  return KeyMetadata?.Arn ?? '';
}

test('the key verifies what it signed, and nothing else', async () => {
  const mac = await seal.sign('the bucket is logs');
  expect(await seal.verify('the bucket is logs', mac)).toBe(true);
  expect(await seal.verify('the bucket is mallory', mac)).toBe(false);
  expect(await openKmsSeal(await newKey(), keys()).verify('the bucket is logs', mac)).toBe(false);
});

test.each(['', 'AAAA', 'not base64 at all', 'A'.repeat(10_000)])(
  'an impossible MAC (%.20s) is refused without a question to KMS',
  async (mac) => {
    const nowhere = openKmsSeal(keyId, connection('http://127.0.0.1:1'));
    expect(await nowhere.verify('text', mac)).toBe(false);
  },
);

test('a disabled or missing key gives no verdict', async () => {
  const disabled = await newKey();
  const other = openKmsSeal(disabled, keys());
  const mac = await other.sign('text');
  await kms.send(new DisableKeyCommand({ KeyId: disabled }));
  await expect(other.verify('text', mac)).rejects.toMatchObject({ name: 'DisabledException' });
  const gone = openKmsSeal('alias/trailwarden-none', keys());
  await expect(gone.verify('text', mac)).rejects.toMatchObject({ name: 'NotFoundException' });
  const nowhere = openKmsSeal(keyId, connection('http://127.0.0.1:1'));
  await expect(nowhere.verify('text', mac)).rejects.toThrow('ECONNREFUSED');
});
