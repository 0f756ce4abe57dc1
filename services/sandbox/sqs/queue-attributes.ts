import { orRefuse } from '../core/service';
import { refuse } from './refusals';
import type { Queue } from './state';
import { inFlight } from './visibility';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
}

/** [D] AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes; 1 MiB since 2025. */
const numbers: Readonly<Record<string, Range>> = {
  DelaySeconds: { min: 0, max: 900, initial: 0 },
  MaximumMessageSize: { min: 1024, max: 1_048_576, initial: 1_048_576 },
  MessageRetentionPeriod: { min: 60, max: 1_209_600, initial: 345_600 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: 20, initial: 0 },
  VisibilityTimeout: { min: 0, max: 43_200, initial: 30 },
  KmsDataKeyReusePeriodSeconds: { min: 60, max: 86_400, initial: 300 },
};

const texts = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'SqsManagedSseEnabled',
];

/** Refuses what AWS refuses, before anything is changed. FIFO attributes are refused: not emulated. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const range = numbers[name];
    if (range !== undefined) checkNumber(name, value, range);
    else if (!texts.includes(name)) throw refuse.invalidAttributeName(name);
    else if (name.endsWith('Policy') && value !== '') checkJson(name, value);
  }
}

function checkNumber(name: string, value: string, { min, max }: Range): void {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max)
    throw refuse.invalidAttributeValue(name);
}

function checkJson(name: string, value: string): void {
  orRefuse(
    () => JSON.parse(value),
    () => refuse.invalidAttributeValue(name),
  );
}

/** An empty value removes the attribute, as AWS reads `Policy: ''`. */
export function setAttributes(queue: Queue, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === '') queue.attributes.delete(name);
    else queue.attributes.set(name, value);
  }
}

/** Every attribute `GetQueueAttributes` knows of this queue. */
export function describeAttributes(queue: Queue): Readonly<Record<string, string>> {
  const initial = Object.entries(numbers)
    .filter(
      ([name]) => name !== 'KmsDataKeyReusePeriodSeconds' || queue.attributes.has('KmsMasterKeyId'),
    )
    .map(([name, { initial }]) => [name, String(initial)] as const);
  return {
    ...Object.fromEntries(initial),
    // [D] SSE-SQS is on for new queues unless a KMS key is given.
    SqsManagedSseEnabled: String(!queue.attributes.has('KmsMasterKeyId')),
    ...Object.fromEntries(queue.attributes),
    ApproximateNumberOfMessages: String(queue.visible.size),
    ApproximateNumberOfMessagesNotVisible: String(inFlight(queue)),
    ApproximateNumberOfMessagesDelayed: String(queue.hidden.size - inFlight(queue)),
    QueueArn: queue.arn,
    CreatedTimestamp: seconds(queue.createdAt),
    LastModifiedTimestamp: seconds(queue.modifiedAt),
  };
}

export function numberAttribute(queue: Queue, name: string): number {
  return Number(queue.attributes.get(name) ?? numbers[name]?.initial ?? 0);
}

function seconds(date: Date): string {
  return String(Math.floor(date.getTime() / 1000));
}
