import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, unclear } from '../../record/row';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { onTopic } from './on-topic';

/** The topic says where each log file lies, and when: a stranger learns account ids, Regions and names of files. */
export const subscribeStranger: ToldRow = {
  row: 'SNS-02',
  title: 'Subscribe a stranger to the topic of a trail',
  severity: 'medium',
  mitre: ['T1567', 'T1530'],
  notUndone: 'Nothing is taken from the trail, and who else may read its topic is in no baseline.',
  notForwarded: {
    'sns.amazonaws.com Subscribe':
      'New readers are everyday work, and Trailwarden itself subscribes again whom an attacker dropped.',
  },
  planned: 'Readers of log files are queues, functions and streams of your accounts.',
  toDo: [
    {
      'Find the subscription, in {accountId}':
        'aws sns list-subscriptions-by-topic --topic-arn {target} --region {region}',
      'Undo, with the ARN that stands there':
        'aws sns unsubscribe --subscription-arn <subscription-arn> --region {region}',
    },
    'An e-mail or HTTP endpoint that has not confirmed yet was told nothing; its request ends by itself after two days.',
  ],
  drill: telling('logArchive', 'sns:Subscribe', ({ logArchiveAccountId, homeRegion }) => ({
    topicArn: `arn:aws:sns:${homeRegion}:${logArchiveAccountId}:trail`,
    protocol: 'https',
    endpoint: 'https://example.com/hook',
  })),
};

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
