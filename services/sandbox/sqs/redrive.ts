import type { World } from '../core/service';
import type { Message } from './message';
import type { Queue } from './state';
import { show } from './visibility';

/** Where a message goes that was received too often without being deleted. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Absence means: the queue has no dead-letter queue. */
export function redrivePolicy(queue: Queue): RedrivePolicy | undefined {
  const text = queue.attributes.get('RedrivePolicy');
  if (text === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text);
  return {
    deadLetterTargetArn: String(deadLetterTargetArn),
    maxReceiveCount: Number(maxReceiveCount),
  };
}

/**
 * The message leaves for the dead-letter queue if it has been received as often as the policy
 * allows. It keeps its id, its attributes, its times, and what it was received counts on (recorded on AWS,
 * September 2026). `false`: it stays, because it may, or because the dead-letter queue is gone or does not take
 * from this queue.
 */
export function movedToDeadLetters(world: World, queue: Queue, message: Message): boolean {
  const policy = redrivePolicy(queue);
  if (policy === undefined || message.receiveCount < policy.maxReceiveCount) return false;
  const target = world.sqs.queues.get(policy.deadLetterTargetArn);
  if (target === undefined || !allowsRedriveFrom(target, queue.arn)) return false;
  show(target, { ...message, deadLetterSourceArn: queue.arn });
  return true;
}

/** Without a RedriveAllowPolicy every queue of the account and Region may use this one. */
function allowsRedriveFrom(deadLetters: Queue, sourceArn: string): boolean {
  const text = deadLetters.attributes.get('RedriveAllowPolicy');
  if (text === undefined) return true;
  const { redrivePermission, sourceQueueArns } = JSON.parse(text);
  if (redrivePermission === 'byQueue') {
    return Array.isArray(sourceQueueArns) && sourceQueueArns.includes(sourceArn);
  }
  return redrivePermission !== 'denyAll';
}
