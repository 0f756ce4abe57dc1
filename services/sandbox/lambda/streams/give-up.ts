import { randomUUID } from 'node:crypto';
import { preciseNow } from '../../core/clock';
import type { World } from '../../core/service';
import { sendMessage } from '../../sqs/send-message';
import { maySend } from '../role-of-function';
import type { StreamMapping } from '../state';
import type { Taken } from './take-records';

export interface Reason {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
}

interface From {
  readonly world: World;
  readonly mapping: StreamMapping;
}

/** Tells the on-failure queue which records were given up, not what was in them, and says so in the feed. */
export function giveUp(from: From, given: readonly Taken[], reason: Reason): void {
  const { world, mapping } = from;
  const queue = world.sqs.queues.get(mapping.onFailureArn ?? '');
  const delivered = queue !== undefined && maySend(world, mapping);
  if (delivered) {
    const body = JSON.stringify(messageOf(from, given, reason));
    sendMessage(world, queue, { body, senderId: 'lambda.amazonaws.com' });
  }
  world.feed.push({
    kind: 'delivery',
    ruleArn: mapping.sourceArn,
    targetArn: mapping.onFailureArn ?? mapping.functionArn,
    eventId: given[0]?.record.id ?? '',
    outcome: delivered ? 'dead-lettered' : 'dropped',
    why: `${reason.condition}: ${given.length} records after ${reason.attempts} attempts`,
    at: preciseNow(),
  });
}

/** [D] lambda/latest/dg/services-dynamodb-errors "Example invocation record" */
function messageOf({ world, mapping }: From, given: readonly Taken[], reason: Reason) {
  const first = given[0]?.record;
  const last = given.at(-1)?.record;
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition: reason.condition,
      approximateInvokeCount: reason.attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: world.now().toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-00000000',
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: first?.at.toISOString(),
      approximateArrivalOfLastRecord: last?.at.toISOString(),
      batchSize: given.length,
      streamArn: mapping.sourceArn,
    },
  };
}
