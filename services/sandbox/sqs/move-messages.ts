import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import type { Message } from './message';
import type { MoveTask, Queue } from './state';
import { show } from './visibility';

/**
 * Sends what is visible in a dead-letter queue back, each message to the queue it came from or all to one. With a speed it
 * goes by the world's clock, second by second; without one AWS chooses the speed, and the sandbox does it at once.
 */
export function startMoveTask(
  world: World,
  source: Queue,
  { destinationArn, perSecond }: Pick<MoveTask, 'destinationArn' | 'perSecond'>,
): MoveTask {
  const task: MoveTask = {
    handle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: source.arn })).toString(
      'base64',
    ),
    sourceArn: source.arn,
    destinationArn,
    perSecond,
    startedAt: world.now(),
    toMove: source.visible.size,
    moved: 0,
    status: 'RUNNING',
    failureReason: undefined,
  };
  world.sqs.moveTasks.unshift(task);
  if (perSecond === undefined) moveSome(world, source, task);
  else moveEachSecond(world, source, task);
  return task;
}

/** Cancelled a second later. */
export function stopMoveTask(world: World, task: MoveTask): void {
  task.status = 'CANCELLING';
  world.clock.after(1000, () => {
    task.status = 'CANCELLED';
  });
}

function moveEachSecond(world: World, source: Queue, task: MoveTask): void {
  world.clock.after(1000, () => {
    if (task.status === 'RUNNING') moveSome(world, source, task);
    if (task.status === 'RUNNING') moveEachSecond(world, source, task);
  });
}

/** As many as one second allows; the task is over when none is left, or one has nowhere to go. */
function moveSome(world: World, source: Queue, task: MoveTask): void {
  const stuck: Message[] = [];
  for (const message of take(source, task.perSecond ?? source.visible.size)) {
    const to = world.sqs.queues.get(task.destinationArn ?? message.deadLetterSourceArn ?? '');
    if (to === undefined) {
      stuck.push(message);
      continue;
    }
    show(to, asNew(world, message));
    task.moved += 1;
  }
  for (const message of stuck) show(source, message);
  if (stuck.length > 0) {
    task.status = 'FAILED';
    task.failureReason = 'CouldNotDetermineMessageSource';
  } else if (source.visible.size === 0) task.status = 'COMPLETED';
}

/** What is moved is a new message with the old one's contents and sender. Recorded on AWS, September 2026 */
const asNew = (world: World, message: Message): Message => ({
  ...message,
  id: randomUUID(),
  sentAt: world.now(),
  receiveCount: 0,
  firstReceivedAt: undefined,
  deadLetterSourceArn: undefined,
});

function take(queue: Queue, most: number): readonly Message[] {
  const messages: Message[] = [];
  while (messages.length < most) {
    const next = queue.visible.take();
    if (next === undefined) break;
    queue.visible.settled(next);
    messages.push(next);
  }
  return messages;
}
