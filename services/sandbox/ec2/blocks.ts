import type { World } from '../core/service';
import { ec2Of, type Volume } from './state';

/** What EBS direct reads at a time. [D] ebs-accessing-snapshot */
export const BLOCK_SIZE = 512 * 1024;

const ZEROS: Buffer = Buffer.alloc(BLOCK_SIZE);

/** Writes bytes onto a volume, as what runs in its instance would. Blocks of snapshots stay as they were. */
export function writeVolume(world: World, volumeId: string, offset: number, bytes: Buffer): void {
  const { blocks } = volumeOf(world, volumeId);
  for (let at = 0; at < bytes.length; ) {
    const index = Math.floor((offset + at) / BLOCK_SIZE);
    const start = (offset + at) % BLOCK_SIZE;
    const block = Buffer.from(blocks.get(index) ?? ZEROS);
    at += bytes.copy(block, start, at);
    blocks.set(index, block);
  }
}

/** What is on a volume; zeros where nothing was written. */
export function readVolume(world: World, volumeId: string, offset: number, length: number): Buffer {
  const { blocks } = volumeOf(world, volumeId);
  const read = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const block = blocks.get(Math.floor((offset + at) / BLOCK_SIZE)) ?? ZEROS;
    at += block.copy(read, at, (offset + at) % BLOCK_SIZE);
  }
  return read;
}

function volumeOf(world: World, volumeId: string): Volume {
  const volume = ec2Of(world).volumes.get(volumeId);
  if (volume === undefined) throw new Error(`There is no volume ${volumeId}.`);
  return volume;
}
