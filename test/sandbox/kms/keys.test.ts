import { createPublicKey, verify } from 'node:crypto';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GenerateMacCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRole } from '../../../services/sandbox/iam/roles';
import { importKeyMaterial, nextRotation } from '../../../services/sandbox/kms/create-key';
import { trailKeyObstacle } from '../../../services/sandbox/kms/key-policy';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let kms: KMSClient;
let now = new Date('2026-11-21T12:00:00Z');
const trailArn = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;

beforeAll(async () => {
  organization = await organizationUnderTest({ now: () => now });
  kms = clientOf(payments);
});
afterAll(() => organization.sandbox.close());

function clientOf(accountId: string, role?: string): KMSClient {
  const { endpoint, credentials } = organization.sandbox;
  return new KMSClient({
    endpoint,
    region: 'us-east-1',
    credentials: credentials(accountId, role),
    maxAttempts: 1,
  });
}

const lastRecord = () => {
  const entry = organization.sandbox.world.feed.entries.findLast(({ kind }) => kind === 'record');
  return entry?.kind === 'record' ? entry.record : undefined;
};

async function newKey(input: CreateKeyCommand['input'] = {}) {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
  return { keyId: KeyMetadata?.KeyId ?? '', arn: KeyMetadata?.Arn ?? '' };
}

const stateOf = async (KeyId: string) =>
  (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;

const policyFor = (...more: readonly object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${payments}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      ...more,
    ],
  });

const cloudTrailEncrypts = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 'kms:GenerateDataKey*',
  Resource: '*',
  Condition: {
    StringEquals: { 'aws:SourceArn': trailArn },
    StringLike: {
      'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${payments}:trail/*`,
    },
  },
};

test('a key is made with the default policy, described and listed', async () => {
  const { keyId, arn } = await newKey({ Tags: [{ TagKey: 'for', TagValue: 'logs' }] });
  expect(lastRecord()).toMatchObject({
    eventName: 'CreateKey',
    requestParameters: { keySpec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS', multiRegion: false },
    responseElements: { keyMetadata: { arn, creationDate: 'Nov 21, 2026 12:00:00 PM' } },
    resources: [{ ARN: arn, accountId: payments, type: 'AWS::KMS::Key' }],
  });
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  expect(KeyMetadata).toMatchObject({ Arn: arn, Enabled: true, KeyUsage: 'ENCRYPT_DECRYPT' });
  const { Keys } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
  expect(Keys).toContainEqual({ KeyId: keyId, KeyArn: arn });
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: arn }));
  expect(JSON.parse(Policy ?? '')).toMatchObject({
    Statement: [{ Principal: { AWS: `arn:aws:iam::${payments}:root` }, Action: 'kms:*' }],
  });
  await kms.send(new UntagResourceCommand({ KeyId: keyId, TagKeys: ['for'] }));
  const Tags = [{ TagKey: 'owner', TagValue: 'warden' }];
  await kms.send(new TagResourceCommand({ KeyId: keyId, Tags }));
  const tags = await kms.send(new ListResourceTagsCommand({ KeyId: keyId }));
  expect(tags.Tags).toEqual(Tags);
  await kms.send(new EnableKeyRotationCommand({ KeyId: keyId, RotationPeriodInDays: 90 }));
  const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: keyId }));
  expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
  const enabledAt = organization.sandbox.world.now().getTime();
  const days = (Number(status.NextRotationDate) - enabledAt) / 86_400_000;
  expect(days).toBeCloseTo(90, 2);
  const tooOften = new EnableKeyRotationCommand({ KeyId: keyId, RotationPeriodInDays: 89 });
  await expect(kms.send(tooOften)).rejects.toMatchObject({
    message: expect.stringContaining(
      "Value '89' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value greater than or equal to 90",
    ),
  });
});

test('a date of rotation that is over is followed by the next', () => {
  const enabledAt = new Date('2026-01-01T00:00:00Z');
  const next = (now: string) => nextRotation({ periodInDays: 90, enabledAt }, new Date(now));
  expect(next('2026-03-31T23:59:59Z')).toEqual(new Date('2026-04-01T00:00:00Z'));
  expect(next('2026-04-01T00:00:00Z')).toEqual(new Date('2026-06-30T00:00:00Z'));
});

test('CloudTrail cannot use a disabled key until it is enabled again', async () => {
  const { keyId, arn } = await newKey({ Policy: policyFor(cloudTrailEncrypts) });
  const { world } = organization.sandbox;
  expect(trailKeyObstacle(world, { keyId: arn, trailArn })).toBeUndefined();
  await kms.send(new DisableKeyCommand({ KeyId: keyId }));
  expect(lastRecord()).toMatchObject({
    eventName: 'DisableKey',
    readOnly: false,
    requestParameters: { keyId },
    responseElements: { keyId: arn },
    resources: [{ ARN: arn, accountId: payments, type: 'AWS::KMS::Key' }],
  });
  expect(await stateOf(keyId)).toBe('Disabled');
  expect(trailKeyObstacle(world, { keyId: arn, trailArn })).toBe('Disabled');
  await kms.send(new EnableKeyCommand({ KeyId: arn }));
  expect(lastRecord()?.requestParameters).toEqual({ keyId: arn });
  expect(trailKeyObstacle(world, { keyId, trailArn })).toBeUndefined();
});

test('a scheduled deletion can be cancelled, which leaves the key disabled', async () => {
  const { keyId, arn } = await newKey({ Policy: policyFor(cloudTrailEncrypts) });
  const schedule = (PendingWindowInDays: number) =>
    kms.send(new ScheduleKeyDeletionCommand({ KeyId: keyId, PendingWindowInDays }));
  await expect(schedule(6)).rejects.toMatchObject({ name: 'ValidationException' });
  expect(await schedule(7)).toMatchObject({
    KeyId: arn,
    KeyState: 'PendingDeletion',
    DeletionDate: new Date('2026-11-28T12:00:00Z'),
  });
  expect(lastRecord()).toMatchObject({
    requestParameters: { keyId, pendingWindowInDays: 7 },
    responseElements: { keyId: arn, deletionDate: 'Nov 28, 2026 12:00:00 PM' },
  });
  const obstacle = () => trailKeyObstacle(organization.sandbox.world, { keyId: arn, trailArn });
  expect(obstacle()).toBe('PendingDeletion');
  await expect(kms.send(new EnableKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'KMSInvalidStateException',
    message: `${arn} is pending deletion.`,
  });
  await kms.send(new CancelKeyDeletionCommand({ KeyId: keyId }));
  expect(await stateOf(keyId)).toBe('Disabled');
  await expect(kms.send(new CancelKeyDeletionCommand({ KeyId: keyId }))).rejects.toMatchObject({
    message: `${arn} is not pending deletion.`,
  });
  await schedule(7);
  now = new Date('2026-11-29T12:00:00Z');
  expect(obstacle()).toBe('NotFound');
  await expect(stateOf(keyId)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Key '${arn}' does not exist`,
  });
  expect(lastRecord()).toMatchObject({
    errorCode: 'NotFoundException',
    requestParameters: null,
  });
});

test('the key policy decides, and may not lock its author out', async () => {
  const { keyId, arn } = await newKey({ Policy: policyFor(cloudTrailEncrypts) });
  const put = (Policy: string, BypassPolicyLockoutSafetyCheck?: boolean) =>
    kms.send(
      new PutKeyPolicyCommand({
        KeyId: keyId,
        Policy,
        ...(BypassPolicyLockoutSafetyCheck && { BypassPolicyLockoutSafetyCheck }),
      }),
    );
  await put(policyFor());
  expect(lastRecord()).toMatchObject({
    requestParameters: {
      keyId,
      policyName: 'default',
      policy: policyFor(),
      bypassPolicyLockoutSafetyCheck: false,
    },
  });
  const { world } = organization.sandbox;
  expect(trailKeyObstacle(world, { keyId: arn, trailArn })).toBe('NotAllowed');
  const foreign = policyFor().replaceAll(payments, security);
  await expect(put(foreign)).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
    message: 'The new key policy will not allow you to update the key policy in the future.',
  });
  await expect(put('{')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  await put(foreign, true);
  await expect(put(policyFor())).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      'because no resource-based policy allows the kms:PutKeyPolicy action',
    ),
  });
  expect(lastRecord()).toMatchObject({ errorCode: 'AccessDenied', requestParameters: null });
});

test('another account may describe and use a key that is shared with it, not disable it', async () => {
  const share = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${security}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const { arn } = await newKey({ Policy: policyFor(share) });
  const elsewhere = clientOf(security);
  await elsewhere.send(new DescribeKeyCommand({ KeyId: arn }));
  const [theirs, ours] = organization.sandbox.world.feed.entries
    .flatMap((entry) => (entry.kind === 'record' ? [entry.record] : []))
    .slice(-2);
  expect(theirs?.sharedEventID).toBeDefined();
  expect(ours).toMatchObject({
    recipientAccountId: payments,
    sharedEventID: theirs?.sharedEventID,
  });
  await expect(elsewhere.send(new DisableKeyCommand({ KeyId: arn }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  elsewhere.destroy();
});

test('an identity policy allows only its own actions and keys', async () => {
  const { keyId } = await newKey();
  createRole(organization.sandbox.world, {
    accountId: payments,
    name: 'Reader',
    trustPolicy: { Statement: [] },
    inlinePolicies: {
      read: { Statement: { Effect: 'Allow', Action: 'kms:Describe*', Resource: '*' } },
    },
  });
  const reader = clientOf(payments, 'Reader');
  await reader.send(new DescribeKeyCommand({ KeyId: keyId }));
  await expect(reader.send(new DisableKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('because no identity-based policy allows the kms:DisableKey'),
  });
  reader.destroy();
});

test('an alias can be used where AWS accepts one, and can be moved to another key', async () => {
  const [one, other] = [await newKey(), await newKey()];
  const AliasName = 'alias/trail';
  const arn = `arn:aws:kms:us-east-1:${payments}:${AliasName}`;
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: one.keyId }));
  await expect(
    kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: one.keyId })),
  ).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  await expect(kms.send(new DisableKeyCommand({ KeyId: AliasName }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  await kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: other.arn }));
  expect(lastRecord()).toMatchObject({
    requestParameters: { aliasName: AliasName, targetKeyId: other.arn },
    resources: [{ ARN: arn }, { ARN: other.arn }],
  });
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: arn }));
  expect(KeyMetadata?.KeyId).toBe(other.keyId);
  const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId: other.keyId }));
  expect(Aliases).toMatchObject([{ AliasName, TargetKeyId: other.keyId }]);
  await kms.send(new DeleteAliasCommand({ AliasName }));
  await expect(stateOf(AliasName)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Alias ${arn} is not found.`,
  });
});

test('a MAC verifies with the key that made it and with no other', async () => {
  const hmac = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } as const;
  const [one, other] = [await newKey(hmac), await newKey(hmac)];
  const input = { Message: Buffer.from('baseline 7'), MacAlgorithm: 'HMAC_SHA_256' } as const;
  const { Mac } = await kms.send(new GenerateMacCommand({ ...input, KeyId: one.keyId }));
  expect(lastRecord()).toMatchObject({
    eventName: 'GenerateMac',
    readOnly: true,
    requestParameters: { keyId: one.keyId, macAlgorithm: 'HMAC_SHA_256' },
    resources: [{ ARN: one.arn }],
  });
  expect(lastRecord()?.requestParameters).not.toHaveProperty('message');
  const verify = (KeyId: string) => kms.send(new VerifyMacCommand({ ...input, KeyId, Mac }));
  expect(await verify(one.keyId)).toMatchObject({ MacValid: true, KeyId: one.arn });
  await expect(verify(other.keyId)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
  const symmetric = await newKey();
  await expect(verify(symmetric.keyId)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  await kms.send(new DisableKeyCommand({ KeyId: one.keyId }));
  await expect(verify(one.keyId)).rejects.toMatchObject({
    name: 'DisabledException',
    message: `${one.arn} is disabled.`,
  });
});

test('a signature is checked with the public key that KMS gives', async () => {
  const spec = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } as const;
  const { keyId, arn } = await newKey(spec);
  const Message = Buffer.from('baseline 7');
  const of = { KeyId: keyId, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
  const { Signature } = await kms.send(new SignCommand({ ...of, Message }));
  expect(lastRecord()).toMatchObject({
    eventName: 'Sign',
    readOnly: true,
    requestParameters: { messageType: 'RAW', keyId, signingAlgorithm: 'ECDSA_SHA_256' },
    resources: [{ ARN: arn }],
  });
  const answer = await kms.send(new GetPublicKeyCommand({ KeyId: arn }));
  expect(answer).toMatchObject({ ...spec, KeyId: arn, SigningAlgorithms: ['ECDSA_SHA_256'] });
  const key = createPublicKey({
    ...{ format: 'der', type: 'spki' },
    key: Buffer.from(answer.PublicKey ?? []),
  });
  expect(verify('sha256', Message, key, Signature ?? new Uint8Array())).toBe(true);
  const { keyId: hashes } = await newKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  await expect(kms.send(new SignCommand({ ...of, KeyId: hashes, Message }))).rejects.toMatchObject({
    name: 'InvalidKeyUsageException',
  });
  await kms.send(new DisableKeyCommand({ KeyId: keyId }));
  await expect(kms.send(new GetPublicKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'DisabledException',
  });
});

test('a key that lost its imported material waits for it', async () => {
  const { keyId, arn } = await newKey({ Origin: 'EXTERNAL', Policy: policyFor() });
  expect(await stateOf(keyId)).toBe('PendingImport');
  const key = organization.sandbox.world.kms.keys.get(arn);
  if (key !== undefined) importKeyMaterial(key);
  expect(await stateOf(keyId)).toBe('Enabled');
  await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId: keyId }));
  expect(await stateOf(keyId)).toBe('PendingImport');
  await expect(kms.send(new EnableKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'KMSInvalidStateException',
    message: `${arn} is pending import.`,
  });
  const own = await newKey();
  await expect(
    kms.send(new DeleteImportedKeyMaterialCommand({ KeyId: own.keyId })),
  ).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
});

test('an invalid key id is refused as such', async () => {
  await expect(stateOf('no-key')).rejects.toMatchObject({
    name: 'NotFoundException',
    message: "Invalid keyId 'no-key'",
  });
});

test('a key that never existed in the world is no obstacle for a trail', () => {
  const keyId = `arn:aws:kms:us-east-1:${security}:key/11111111-2222-3333-4444-555555555555`;
  expect(trailKeyObstacle(organization.sandbox.world, { keyId, trailArn })).toBeUndefined();
});
