import type { World } from '../../core/world';
import { streams } from '../../dynamodb/streams/stream';
import type { StreamMapping } from '../event-source-mapping';
import { refuse } from '../refusals';
import { maySend } from './give-up';
import { mayReadStream } from './may-read-stream';

/** Refuses what Lambda refuses, without changing anything. */
export function checkStreamMapping(
  world: World,
  draft: Omit<StreamMapping, 'id' | 'stop' | 'lastModified'>,
): void {
  const { sourceArn, batchSize, batchingWindow } = draft;
  if (!streams(world).has(sourceArn))
    throw refuse.invalidParameter(`Stream not found: ${sourceArn}`);
  if (!mayReadStream(world, draft)) {
    throw refuse.invalidParameter(
      `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    );
  }
  if (batchSize < 1 || batchSize > 10_000) {
    throw refuse.invalidParameter('Batch size must be between 1 and 10000 for DynamoDB streams.');
  }
  if (batchingWindow < 0 || batchingWindow > 300) {
    throw refuse.invalidParameter('Maximum batch window in seconds must be between 0 and 300.');
  }
  if (draft.onFailureArn !== undefined && !maySend(world, draft)) {
    throw refuse.invalidParameter(
      'The provided execution role does not have permissions to call SendMessage on SQS',
    );
  }
}
