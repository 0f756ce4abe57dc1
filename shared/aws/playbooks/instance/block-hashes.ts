import { createHash } from 'node:crypto';
import { GetSnapshotBlockCommand, ListSnapshotBlocksCommand } from '@aws-sdk/client-ebs';
import { inGroupsOf } from '../../../domain/in-groups-of';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

const A_PAGE = 1_000;
const AT_A_TIME = 24;

export interface BlockHashes {
  /** The hash of the pages' hashes; a page is the checksums of up to a thousand blocks with their places. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Hashes what a snapshot holds, by the checksums that EBS gives of its blocks. Blocks that were never written are not
 * listed. Undefined once `isLate` says so before the end.
 */
export async function blockHashes(
  { ebs }: InstanceClients,
  SnapshotId: string,
  isLate: () => boolean,
): Promise<BlockHashes | undefined> {
  const pages: string[] = [];
  let bytes = 0;
  let NextToken: string | undefined;
  do {
    if (isLate()) return undefined;
    const list = new ListSnapshotBlocksCommand({ SnapshotId, MaxResults: A_PAGE, NextToken });
    const page = await asked('ebs:ListSnapshotBlocks', ebs.send(list));
    const lines: string[] = [];
    for (const some of inGroupsOf(AT_A_TIME, page.Blocks ?? [])) {
      const read = some.map(async ({ BlockIndex = 0, BlockToken = '' }) => {
        const wanted = new GetSnapshotBlockCommand({ SnapshotId, BlockIndex, BlockToken });
        const block = await asked('ebs:GetSnapshotBlock', ebs.send(wanted));
        bytes += (await block.BlockData?.transformToByteArray())?.length ?? 0;
        return `${BlockIndex} ${block.Checksum}`;
      });
      lines.push(...(await Promise.all(read)));
    }
    pages.push(createHash('sha256').update(lines.join('\n')).digest('hex'));
    ({ NextToken } = page);
  } while (NextToken);
  return { sha256: createHash('sha256').update(pages.join('\n')).digest('hex'), bytes };
}
