import {
  ConnectCustomKeyStoreCommand,
  CreateAliasCommand,
  CreateCustomKeyStoreCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DescribeCustomKeyStoresCommand,
  DisconnectCustomKeyStoreCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let kms: KMSClient;

beforeAll(async () => {
  organization = await organizationUnderTest();
  kms = clientOf(payments);
});
afterAll(() => organization.sandbox.close());

function clientOf(accountId: string): KMSClient {
  const { endpoint, credentials } = organization.sandbox;
  return new KMSClient({
    endpoint,
    region: 'us-east-1',
    credentials: credentials(accountId),
    maxAttempts: 1,
  });
}

const newStore = async (CustomKeyStoreName: string) => {
  const { CustomKeyStoreId } = await kms.send(
    new CreateCustomKeyStoreCommand({ CustomKeyStoreName }),
  );
  return { CustomKeyStoreId };
};

const stateOf = async (store: { readonly CustomKeyStoreId: string | undefined }) =>
  (await kms.send(new DescribeCustomKeyStoresCommand(store))).CustomKeyStores?.[0]?.ConnectionState;

test('a key store is connected on demand, and disconnected', async () => {
  const store = await newStore('hardware');
  expect(await stateOf(store)).toBe('DISCONNECTED');
  await kms.send(new ConnectCustomKeyStoreCommand(store));
  expect(await stateOf(store)).toBe('CONNECTED');
  await kms.send(new DisconnectCustomKeyStoreCommand(store));
  expect(await stateOf(store)).toBe('DISCONNECTED');
});

test('a name of a key store can be used once, and an unknown id is refused', async () => {
  await newStore('taken');
  await expect(newStore('taken')).rejects.toMatchObject({
    name: 'CustomKeyStoreNameInUseException',
  });
  await expect(
    kms.send(new ConnectCustomKeyStoreCommand({ CustomKeyStoreId: 'cks-0000000000000000a' })),
  ).rejects.toMatchObject({ name: 'CustomKeyStoreNotFoundException' });
});

test('another account cannot see the key store', async () => {
  const store = await newStore('own');
  const others = clientOf(security);
  await expect(others.send(new DescribeCustomKeyStoresCommand(store))).rejects.toMatchObject({
    name: 'CustomKeyStoreNotFoundException',
  });
});

test('the record of a deleted alias names its key', async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const AliasName = 'alias/logs';
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
  await kms.send(new DeleteAliasCommand({ AliasName }));
  const found = organization.sandbox.world.feed.entries.find(
    (entry) => entry.kind === 'record' && entry.record.eventName === 'DeleteAlias',
  );
  expect(found).toMatchObject({
    record: { resources: [{ ARN: expect.stringContaining(AliasName) }, { ARN: KeyMetadata?.Arn }] },
  });
});
