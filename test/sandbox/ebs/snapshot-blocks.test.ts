import { createHash } from 'node:crypto';
import {
  EBSClient,
  GetSnapshotBlockCommand,
  ListChangedBlocksCommand,
  ListSnapshotBlocksCommand,
} from '@aws-sdk/client-ebs';
import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  ModifySnapshotAttributeCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments, security } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from '../ec2/ec2-under-test';

const BLOCK = 512 * 1024;
let organization: Ec2UnderTest;
let ebs: EBSClient;
let VolumeId: string;

const ebsOf = (accountId: string): EBSClient => {
  const { endpoint, credentials } = organization.sandbox;
  return new EBSClient({ endpoint, region, credentials: credentials(accountId), maxAttempts: 1 });
};

beforeAll(async () => {
  organization = await ec2UnderTest();
  ebs = ebsOf(payments);
  const made = await organization.ec2.send(
    new CreateVolumeCommand({ Size: 1, AvailabilityZone: 'us-east-1a' }),
  );
  VolumeId = made.VolumeId ?? '';
});
afterAll(async () => {
  organization.ec2.destroy();
  ebs.destroy();
  await organization.sandbox.close();
});

const write = (offset: number, text: string) =>
  hooks.ec2.writeVolume(organization.sandbox.world, VolumeId, offset, Buffer.from(text));

async function snapshot(): Promise<string> {
  const { SnapshotId } = await organization.ec2.send(new CreateSnapshotCommand({ VolumeId }));
  return SnapshotId ?? '';
}

const blocksOf = (SnapshotId: string) =>
  ebs.send(new ListSnapshotBlocksCommand({ SnapshotId, MaxResults: 100 }));

test('only what was written is listed, and each block has its SHA-256', async () => {
  write(10, 'boot');
  write(3 * BLOCK - 2, 'over the edge');
  const SnapshotId = await snapshot();
  const listed = await blocksOf(SnapshotId);
  expect(listed.Blocks?.map(({ BlockIndex }) => BlockIndex)).toEqual([0, 2, 3]);
  expect(listed).toMatchObject({ BlockSize: BLOCK, VolumeSize: 1 });
  expect(listed.ExpiryTime).toBeInstanceOf(Date);
  const { BlockIndex, BlockToken } = listed.Blocks?.[2] ?? {};
  const block = await ebs.send(new GetSnapshotBlockCommand({ SnapshotId, BlockIndex, BlockToken }));
  const bytes = (await block.BlockData?.transformToByteArray()) ?? new Uint8Array();
  expect(Buffer.from(bytes).toString('latin1', 0, 11)).toBe('er the edge');
  expect(block).toMatchObject({
    DataLength: BLOCK,
    ChecksumAlgorithm: 'SHA256',
    Checksum: createHash('sha256').update(bytes).digest('base64'),
  });
});

test('what changed between two snapshots of a volume is listed', async () => {
  const FirstSnapshotId = await snapshot();
  write(0, 'changed');
  write(5 * BLOCK, 'new');
  const SecondSnapshotId = await snapshot();
  const { ChangedBlocks } = await ebs.send(
    new ListChangedBlocksCommand({ FirstSnapshotId, SecondSnapshotId }),
  );
  expect(ChangedBlocks).toMatchObject([
    { BlockIndex: 0, FirstBlockToken: expect.any(String), SecondBlockToken: expect.any(String) },
    { BlockIndex: 5, SecondBlockToken: expect.any(String) },
  ]);
  expect(ChangedBlocks?.[1]?.FirstBlockToken).toBeUndefined();
});

test('a list comes in pages', async () => {
  for (let index = 100; index < 250; index += 1) write(index * BLOCK, 'x');
  const SnapshotId = await snapshot();
  const first = await blocksOf(SnapshotId);
  expect(first.Blocks).toHaveLength(100);
  const { NextToken } = first;
  const rest = await ebs.send(new ListSnapshotBlocksCommand({ SnapshotId, NextToken }));
  expect(rest.Blocks?.at(-1)?.BlockIndex).toBe(249);
  expect(rest.NextToken).toBeUndefined();
  const StartingBlockIndex = 248;
  const last = await ebs.send(new ListSnapshotBlocksCommand({ SnapshotId, StartingBlockIndex }));
  expect(last.Blocks).toHaveLength(2);
});

test('a token opens its own block only, and a snapshot of others is not there until it is shared', async () => {
  const SnapshotId = await snapshot();
  const { BlockToken } = (await blocksOf(SnapshotId)).Blocks?.[0] ?? {};
  await expect(
    ebs.send(new GetSnapshotBlockCommand({ SnapshotId, BlockIndex: 2, BlockToken })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  const forensic = ebsOf(security);
  const list = new ListSnapshotBlocksCommand({ SnapshotId });
  await expect(forensic.send(list)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `The snapshot '${SnapshotId}' does not exist.`,
  });
  const CreateVolumePermission = { Add: [{ UserId: security }] };
  await organization.ec2.send(
    new ModifySnapshotAttributeCommand({ SnapshotId, CreateVolumePermission }),
  );
  expect((await forensic.send(list)).Blocks?.length).toBeGreaterThan(0);
  forensic.destroy();
});
