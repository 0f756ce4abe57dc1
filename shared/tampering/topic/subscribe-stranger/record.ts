import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onTopic } from '../on-topic';
import { subscribeStranger } from './told';

/** Of an endpoint that is a part of AWS, its ARN says whose it is. [D] API_Subscribe */
const OF_ACCOUNTS: ReadonlySet<string> = new Set(['sqs', 'lambda', 'firehose']);

/** Log files are read by queues, functions and streams; e-mail, SMS, HTTP and apps lead out of AWS. */
function subscribes({ request, accountId }: LogRecord, _: unknown, target: string): Effect {
  const protocol = text(field(request, 'protocol'))?.toLowerCase();
  if (protocol === undefined) return unclear(`A subscriber was added to topic ${target}.`);
  if (!OF_ACCOUNTS.has(protocol)) {
    return harm(`Topic ${target} also tells an endpoint outside AWS, by ${protocol}.`);
  }
  // Records may leave the endpoint out.
  const owner = text(field(request, 'endpoint'))?.split(':')[4];
  if (owner !== undefined && owner === accountId) return none;
  return unclear(
    `Topic ${target} also tells ${owner ? `account ${owner}` : 'an endpoint that is not named'}, by ${protocol}.`,
  );
}

export const subscribeStrangerRecords = [onTopic(subscribeStranger, { Subscribe: subscribes })];
