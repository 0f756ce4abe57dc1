import type { Action } from '../../core/service';
import { changeVisibility } from '../change-visibility';
import { type Input, optionalNumber, requiredText } from '../input';
import type { Queue } from '../queue';
import { onQueue, queueOfCall } from '../queue-of-call';
import { refuse } from '../refusals';

export const changeMessageVisibilityAction: Action = {
  readOnly: false,
  ...onQueue,
  handle: (call, world) => changeOne(queueOfCall(call, world), call.input),
  record: null,
};

/** One change of ChangeMessageVisibility, or one entry of its batch. */
export function changeOne(queue: Queue, input: Input) {
  const seconds = optionalNumber(input, 'VisibilityTimeout');
  if (seconds === undefined) throw refuse.missingParameter('VisibilityTimeout');
  changeVisibility(queue, requiredText(input, 'ReceiptHandle'), seconds);
  return {};
}
