import { createHash } from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import { pageAt } from '../../core/page';
import { type Call, type Output, Refusal, type World } from '../../core/service';
import { BLOCK_SIZE } from '../../ec2/blocks';
import { resourceKeys } from '../../ec2/conditions';
import { mayUse } from '../../ec2/snapshots';
import { arnOf, ec2Of, type Snapshot } from '../../ec2/state';
import { blockToken, opens } from '../block-token';

const invalid = (message: string): Refusal => new Refusal('ValidationException', message);

/** Data events on AWS: no plain trail records them. [D] logging-ebs-apis-using-cloudtrail */
const common = { record: null, conditionsOf: resourceKeys } as const;

const snapshotArn = (call: Call, id: unknown): string => arnOf(call, 'snapshot', String(id));

/** One of the account's own, or one that is shared with it. */
function findSnapshot(world: World, call: Call, id: unknown): Snapshot {
  const found = ec2Of(world).snapshots.get(String(id));
  if (found && found.region === call.region && mayUse(found, call.accountId)) return found;
  throw new Refusal('ResourceNotFoundException', `The snapshot '${id}' does not exist.`, 404);
}

const onSnapshot = actionsOn(
  { ...common, resource: (call: Call) => snapshotArn(call, call.input.SnapshotId) },
  (call, world) => findSnapshot(world, call, call.input.SnapshotId),
);

const paged = {
  pageToken: 'NextToken',
  maxResults: 'MaxResults',
  startingBlockIndex: 'StartingBlockIndex',
};

export const listSnapshotBlocks = onSnapshot(
  { rest: { method: 'GET', path: '/snapshots/{SnapshotId}/blocks', query: paged } },
  (snapshot, call, world) => {
    const indexes = [...snapshot.blocks.keys()];
    const { items, NextToken } = pageOf(call, indexes);
    const Blocks = items.map((BlockIndex) => ({
      BlockIndex,
      BlockToken: blockToken(snapshot.id, BlockIndex),
    }));
    return { Blocks, ...about(world, snapshot), NextToken };
  },
);

/** The checksum is of the bytes: what the evidence is held against. */
export const getSnapshotBlock = onSnapshot(
  {
    rest: {
      method: 'GET',
      path: '/snapshots/{SnapshotId}/blocks/{BlockIndex}',
      query: { blockToken: 'BlockToken' },
      answer: {
        headers: {
          DataLength: 'x-amz-data-length',
          Checksum: 'x-amz-checksum',
          ChecksumAlgorithm: 'x-amz-checksum-algorithm',
        },
        payload: 'BlockData',
      },
    },
  },
  (snapshot, { input }) => {
    const index = Number(input.BlockIndex);
    if (!opens(String(input.BlockToken), snapshot.id, index)) {
      throw invalid('The block token is invalid.');
    }
    const block = snapshot.blocks.get(index);
    if (block === undefined) throw invalid('The block index is invalid.');
    return {
      DataLength: BLOCK_SIZE,
      Checksum: createHash('sha256').update(block).digest('base64'),
      ChecksumAlgorithm: 'SHA256',
      BlockData: block,
    };
  },
);

interface Both {
  /** Without one, everything of the second is a change. */
  readonly first: Snapshot | undefined;
  readonly second: Snapshot;
}

function bothOf(call: Call, world: World): Both {
  const { FirstSnapshotId, SecondSnapshotId } = call.input;
  const second = findSnapshot(world, call, SecondSnapshotId);
  if (FirstSnapshotId === undefined) return { first: undefined, second };
  const first = findSnapshot(world, call, FirstSnapshotId);
  if (first.volumeId === second.volumeId) return { first, second };
  throw invalid('The snapshots are not of the same volume.');
}

export const listChangedBlocks = actionsOn(
  {
    ...common,
    resource: ({ input, ...call }: Call) =>
      [input.FirstSnapshotId, input.SecondSnapshotId]
        .filter((id) => id !== undefined)
        .map((id) => snapshotArn({ input, ...call }, id)),
  },
  bothOf,
)(
  {
    rest: {
      method: 'GET',
      path: '/snapshots/{SecondSnapshotId}/changedblocks',
      query: { ...paged, firstSnapshotId: 'FirstSnapshotId' },
    },
  },
  ({ first, second }, call, world) => {
    const { items, NextToken } = pageOf(call, changed(first, second));
    const token = (snapshot: Snapshot | undefined, index: number) =>
      snapshot?.blocks.has(index) ? blockToken(snapshot.id, index) : undefined;
    const ChangedBlocks = items.map((BlockIndex) => ({
      BlockIndex,
      FirstBlockToken: token(first, BlockIndex),
      SecondBlockToken: token(second, BlockIndex),
    }));
    return { ChangedBlocks, ...about(world, second), NextToken };
  },
);

function changed(first: Snapshot | undefined, second: Snapshot): readonly number[] {
  const all = new Set([...(first?.blocks.keys() ?? []), ...second.blocks.keys()]);
  return [...all].filter((index) => {
    const [one, other] = [first?.blocks.get(index), second.blocks.get(index)];
    return one === undefined || other === undefined || !one.equals(other);
  });
}

const SEVEN_DAYS_MS = 7 * 24 * 3600 * 1000;

const about = (world: World, { sizeGiB }: Snapshot): Output => ({
  ExpiryTime: new Date(world.now().getTime() + SEVEN_DAYS_MS),
  VolumeSize: sizeGiB,
  BlockSize: BLOCK_SIZE,
});

/** In order, from the index that was asked for; 100 to 10,000 at a time. [D] API_ListSnapshotBlocks */
function pageOf({ input }: Call, indexes: readonly number[]) {
  const size = Number(input.MaxResults ?? 10_000);
  if (!(size >= 100 && size <= 10_000)) {
    throw invalid('MaxResults must be between 100 and 10000.');
  }
  const from = Number(input.StartingBlockIndex ?? 0);
  const inOrder = indexes.filter((index) => index >= from).sort((one, other) => one - other);
  const { items, next } = pageAt(inOrder, {
    token: input.NextToken,
    size,
    invalid: () => invalid('The page token is invalid.'),
  });
  return { items, NextToken: next };
}
