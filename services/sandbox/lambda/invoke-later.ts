import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { sendMessage } from '../sqs/send-message';
import { invokeFunction } from './invoke';
import { maySend } from './role-of-function';
import type { LambdaFunction } from './state';

/**
 * An asynchronous invocation: run again after one minute and after two, then it goes to the function's dead-letter
 * queue. [D] invocation-async-error-handling
 */
export async function invokeLater(
  world: World,
  to: LambdaFunction,
  event: object,
  failed = 0,
): Promise<void> {
  const result = await invokeFunction(world, to, event);
  if (result.kind === 'succeeded') return;
  if (failed < RETRIES)
    world.clock.after((failed + 1) * 60_000, () => void invokeLater(world, to, event, failed + 1));
  else giveUp(world, to, event, result.errorMessage);
}

const RETRIES = 2;

/** The event as it was, with three attributes. [D] invocation-async-retain-records */
function giveUp(
  world: World,
  { arn, deadLetterArn }: LambdaFunction,
  event: object,
  why: string,
): void {
  const queue = world.sqs.queues.get(deadLetterArn ?? '');
  if (!queue || !maySend(world, { functionArn: arn, onFailureArn: deadLetterArn })) return;
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  sendMessage(world, queue, {
    ...{ body: JSON.stringify(event), senderId: 'lambda.amazonaws.com' },
    attributes: {
      RequestID: text(randomUUID()),
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: text(why.slice(0, 1_024)),
    },
  });
}
